// The shell tools, and what is left of them.
import { readdirSync, readFileSync } from 'node:fs';
import { refused } from './files.mjs';
import { expect } from './report.mjs';

const GIB = 2 ** 30;
let naps = 100_000 + (process.pid % 1000) * 100;

/** A number of seconds that no other process sleeps for. */
const nap = () => String(naps++);

/** The processes of this machine that have this word on their command line. */
function withWord(word) {
  return readdirSync('/proc').filter(name => /^\d+$/.test(name)).filter(id => {
    try {
      return readFileSync(`/proc/${id}/cmdline`, 'latin1').split('\0').includes(word);
    } catch {
      return false;
    }
  });
}

async function until(claim, what) {
  const end = performance.now() + 15_000;
  while (!claim()) {
    expect(performance.now() < end, what);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

async function gigabyte(client) {
  const began = performance.now();
  const said = await client.call('shell', { command: `echo first; head -c ${GIB} /dev/zero | tr '\\0' x; echo; echo last`, timeout: 120 });
  expect(!said.isError && said.text.startsWith('first\nxxx') && said.text.endsWith('xxx\nlast\n'), said.text.slice(-200));
  expect(said.text.length < 70_000, said.text.length);
  return `${said.text.length} characters of ${GIB} bytes, after ${Math.round(performance.now() - began)} ms`;
}

const ESCAPES = ['sleep NAP', '(sleep NAP &) ; sleep NAP', 'setsid sleep NAP & sleep NAP', 'setsid nohup sh -c "sleep NAP & sleep NAP" & wait'];

async function late(client) {
  for (const command of ESCAPES) {
    const word = nap();
    await refused(client, 'shell', { command: command.replaceAll('NAP', word), timeout: 1 }, /^killed after 1 s/);
    expect(withWord(word).length === 0, `${withWord(word).length} processes left of ${command}`);
  }
  return 'no process left, also of a background, a session of its own, and an orphan';
}

async function cancelled(client) {
  for (const command of ESCAPES) {
    const word = nap();
    const control = new AbortController();
    const call = client.call('shell', { command: command.replaceAll('NAP', word), timeout: 100 }, { signal: control.signal })
      .then(said => said, error => error);
    await until(() => withWord(word).length > 0, 'a process that begins');
    control.abort();
    await call;
    await until(() => withWord(word).length === 0, `processes left of ${command}`);
  }
  return 'no process left';
}

async function background(client) {
  const word = nap();
  const said = await client.call('shell_bg', { command: `echo up; exec sleep ${word}`, cwd: '/' });
  const [, id, log] = /^pid (\d+)\nlog (\S+)$/.exec(said.text) ?? [];
  expect(id !== undefined, said);
  await until(() => readFileSync(log, 'utf8') === 'up\n' && withWord(word).includes(id), 'its output');
  const ended = await client.call('shell', { command: `kill ${id}; rm ${log}` });
  expect(!ended.isError, ended);
  await until(() => withWord(word).length === 0, 'its end');
  return 'started, wrote to its log, ended by kill';
}

export async function shellChecks(checks, client, plain, era) {
  await checks.check(`${era}: is not there by default`, async () => {
    const names = (await plain.tools()).map(tool => tool.name);
    expect(!names.some(name => /shell|_file|list_dir/.test(name)), names);
    return names.join(' ');
  });
  await checks.check(`${era}: runs a command`, async () => {
    const said = await client.call('shell', { command: 'echo out; echo err >&2; env' });
    expect(said.text.startsWith('out\nerr\n') && !/LMCP_(?!CALL_MARK)/.test(said.text), said);
    return refused(client, 'shell', { command: 'exit 3' }, /^ended with status 3/);
  });
  await checks.check(`${era}: an output of 1 GiB`, () => gigabyte(client), { limit: 150_000 });
  await checks.check(`${era}: a command that is late`, () => late(client));
  await checks.check(`${era}: a call that is cancelled`, () => cancelled(client));
  await checks.check(`${era}: a command in the background`, () => background(client));
}
