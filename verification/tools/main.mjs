// Every sample tool in each era; each check is a line of the table, and any failure the status 1.
import { ERAS, open } from './client.mjs';
import { fileChecks } from './files.mjs';
import { webChecks } from './net.mjs';
import { section, sum } from './report.mjs';
import { shellChecks } from './shell.mjs';
import { startWeb } from './web.mjs';

const { TOOLS_URL, PLAIN_URL } = process.env;
const web = await startWeb();

for (const era of ERAS) {
  const client = await open(era, TOOLS_URL);
  const plain = await open(era, PLAIN_URL);
  await section('files', checks => fileChecks(checks, client, era));
  await section('web', checks => webChecks(checks, client, plain, era, web));
  await section('system', checks => checks.check(`${era}: systeminfo`, async () => {
    const said = await client.call('systeminfo', {});
    return `${said.structured.os}, ${said.structured.processors} processors`;
  }));
  await section('shell', checks => shellChecks(checks, client, plain, era));
  await client.close();
  await plain.close();
}
web.stop();
process.exit(sum());
