// Cancels a call on a server that runs one call at a time: that its place is free again shows that the tool has ended.
import { expect } from './report.mjs';

const SLEEP_MILLIS = 20_000;
const BUSY_MILLIS = 300;
// What a server with a heartbeat of 250 ms may take: two of them, and some time of a busy machine.
const FREE_AGAIN_MILLIS = 1_500;

export async function cancelCall(open) {
  const sleeper = await open();
  const other = await open();
  try {
    // A client may ask for the tools before its first call: not while the server is to be busy with the call.
    await sleeper.client.listTools();
    await other.client.listTools();
    const control = new AbortController();
    const sleep = sleeper.client
      .callTool({ name: 'sleep', arguments: { millis: SLEEP_MILLIS } }, { signal: control.signal })
      .then(() => 'a result', reason => reason);
    await busy(other.client);

    control.abort();
    const aborted = performance.now();
    expect((await sleep) !== 'a result', 'a result');
    while (await echo(other.client) !== undefined) {
      expect(performance.now() - aborted < FREE_AGAIN_MILLIS, `a busy server after ${FREE_AGAIN_MILLIS} ms`);
    }
    return `free again after ${Math.round(performance.now() - aborted)} ms`;
  } finally {
    await sleeper.close();
    await other.close();
  }
}

/** Waits until the other call has occupied the server for a while. */
async function busy(client) {
  const end = performance.now() + 5_000;
  let since;
  while (since === undefined || performance.now() - since < BUSY_MILLIS) {
    const error = await echo(client);
    if (error === undefined) {
      since = undefined;
    } else {
      expect(error.status === 503, `${error.status} ${error.message}`);
      since ??= performance.now();
    }
    expect(performance.now() < end, 'a second call beside the first one');
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

function echo(client) {
  return client.callTool({ name: 'echo', arguments: { text: 'free' } }).then(() => undefined, reason => reason);
}
