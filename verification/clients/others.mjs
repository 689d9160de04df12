// What each of the other clients does; OtherChecks.java has the same for those on Java. A client adapts by
// connect(url, token) -> { about, list() -> names, call(name, arguments) -> { isError, text }, progress, close() },
// where `progress` is how far the calls said to be, and questions are answered with ANSWERS. `cannot` has the checks
// that it has no way to pass, with the reasons; `readsOnePage` says so of a client that does not ask for a second page.
import { readFileSync } from 'node:fs';
import { Absence, column, expect, finish } from './report.mjs';

const { SAMPLE_URL, SAMPLE_TOKEN, PAGED_URL, FIXTURES_URL, LONG_CALLS } = process.env;

export const ANSWERS = { username: 'ada', email: 'ada@example.org' };

const TOOLS = ['echo', 'add', 'whoami', 'sleep', 'forecast'];
// Beyond ASCII, beyond the basic plane, with what JSON must escape, and with two line ends that it need not.
const ODD_TEXT = 'grüße "✓" \\ 𝄞\tone\u2028two\u2029end';
// What PAGED_URL has on a page.
const PAGE = 5;
// A call of this length becomes a stream with the heartbeat of PAGED_URL, 250 ms.
const STREAM_MILLIS = 1_000;
// A call of this length becomes a stream with the default heartbeat of 15 s.
const LONG_MILLIS = 25_000;

/** The version of an installed package. */
export function version(name) {
  return JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url))).version;
}

export async function driveOther(name, version, client) {
  const cells = column(name, version);
  const { cannot = {} } = client;
  const check = (title, run) => (title in cannot ? cells.absent(title, cannot[title]) : cells.check(title, run));

  const open = new Map();
  const connection = async (url, token) => {
    if (!open.has(url)) {
      open.set(url, await client.connect(url, token));
    }
    return open.get(url);
  };
  const sample = () => connection(SAMPLE_URL, SAMPLE_TOKEN);
  const paged = () => connection(PAGED_URL, SAMPLE_TOKEN);
  const fixtures = () => connection(FIXTURES_URL);

  if (await check('connect', async () => (await sample()).about)) {
    await check('list the tools', async () => {
      const names = await (await sample()).list();
      expect(TOOLS.every(tool => names.includes(tool)), names);
      return names.join(' ');
    });
    await check('read every page', async () => {
      const [all, names] = [await (await sample()).list(), await (await paged()).list()];
      if (client.readsOnePage) {
        expect(names.length === PAGE && names.length < all.length, names);
        return new Absence(`it reads one page: ${names.length} of ${all.length} tools`);
      }
      expect(names.toSorted().join() === all.toSorted().join(), names);
      return `${names.length} tools`;
    });
    await check('call a tool', async () => {
      const result = await (await sample()).call('echo', { text: ODD_TEXT });
      expect(!result.isError && result.text === ODD_TEXT, result);
    });
    await check('a wrong argument is a tool error', async () => {
      const result = await (await sample()).call('forecast', { city: 'Lisbon', days: 9 });
      expect(result.isError && result.text.includes('days'), result);
      return result.text;
    });
    await check('refused without a token', () => refused(client, undefined));
    await check('refused with a wrong token', () => refused(client, 'not-the-token'));
    await check('a long call', async () => sleep(await paged(), STREAM_MILLIS));
    await check('a call that tells its progress', async () => {
      const { call, progress } = await fixtures();
      const result = await call('test_tool_with_progress', {});
      expect(!result.isError && progress.join() === '0,50,100', { result, progress });
    });
    await check('a call that asks', async () => {
      const result = await (await fixtures()).call('test_elicitation', { message: 'Who are you?' });
      expect(!result.isError && result.text.includes('ada@example.org'), result);
    });
    if (LONG_CALLS) {
      await check('a long call with the default heartbeat', async () => sleep(await sample(), LONG_MILLIS));
    }
  }
  await check('end the session', async () => {
    for (const each of open.values()) {
      await each.close();
    }
  });
  finish();
}

async function sleep(connection, millis) {
  const result = await connection.call('sleep', { millis });
  expect(!result.isError && result.text.includes(`slept for ${millis} ms`), result);
}

async function refused(client, token) {
  const tried = client.connect(SAMPLE_URL, token).then(each => each.list());
  const error = await tried.then(() => undefined, reason => reason);
  expect(error !== undefined, 'a connection');
  const isRefusal = client.isRefusal ?? (failure => `${failure.message} ${failure.statusCode}`.includes('401'));
  expect(isRefusal(error), `${error.name}: ${error.message}`);
  return error.message;
}
