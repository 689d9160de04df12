// Drives an lmcp with the official TypeScript client, in each of its three ways to choose an era. Servers that are not
// named are left out.
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { column, expect, finish } from './report.mjs';
import { driveSample } from './sample.mjs';
import { cancelCall } from './typescript-cancel.mjs';
import { driveFeatures } from './typescript-features.mjs';
import { newClient, WAYS } from './typescript-ways.mjs';

const { SAMPLE_URL, SAMPLE_TOKEN, NARROW_URL, FIXTURES_URL } = process.env;

async function open(way, url, token) {
  const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  const transport = new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } });
  const client = newClient(way);
  await client.connect(transport);
  return {
    client,
    async close() {
      await transport.terminateSession();
      await client.close();
    },
  };
}

function adapt(way) {
  let opened;
  return {
    async connect(token) {
      opened = await open(way, SAMPLE_URL, token);
      expect(opened.client.getProtocolEra() === way.era, opened.client.getProtocolEra());
      return `${opened.client.getServerVersion().name}, ${opened.client.getNegotiatedProtocolVersion()}`;
    },
    list: async () => (await opened.client.listTools()).tools,
    call: (name, args) => opened.client.callTool({ name, arguments: args }),
    async refused(token) {
      const error = await open(way, SAMPLE_URL, token).then(() => undefined, reason => reason);
      expect(error !== undefined, 'a connection');
      expect(error.status === 401, `${error.name} ${error.status}: ${error.message}`);
      return error.message;
    },
    close: () => opened?.close(),
  };
}

const isBusy = error => error.status === 503;

for (const way of WAYS) {
  const cells = column('typescript', way.name);
  const client = adapt(way);
  if (SAMPLE_URL) {
    await driveSample(cells, client, SAMPLE_TOKEN);
    await cells.check('end the session', () => client.close());
  }
  if (NARROW_URL) {
    await cells.check('cancel a call', () => cancelCall(() => open(way, NARROW_URL, SAMPLE_TOKEN), isBusy));
  }
  if (FIXTURES_URL) {
    await driveFeatures(cells, () => open(way, FIXTURES_URL));
  }
}
finish();
