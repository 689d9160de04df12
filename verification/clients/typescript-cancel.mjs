// Cancels a call on a server that runs one call at a time: that its place is free again shows that the tool has ended.
import { expect } from './report.mjs';

const SLEEP_MILLIS = 20_000;
const BUSY_MILLIS = 300;
// What a server with a heartbeat of 250 ms may take: two of them, and some time of a busy machine.
const FREE_AGAIN_MILLIS = 1_500;

/** Takes how to open a connection, and how to tell that an error says that the server is busy. */
export async function cancelCall(open, isBusy) {
  const sleeper = await open();
  const other = await open();
  try {
    // A client may ask for the tools before its first call: not while the server is to be busy with the call.
    await sleeper.client.listTools();
    await other.client.listTools();
    const control = new AbortController();
    const sleep = await occupy(sleeper.client, control.signal, other.client, isBusy);

    control.abort();
    const aborted = performance.now();
    await sleep.end;
    expect(sleep.outcome instanceof Error, sleep.outcome);
    while (await echo(other.client) !== undefined) {
      expect(performance.now() - aborted < FREE_AGAIN_MILLIS, `a busy server after ${FREE_AGAIN_MILLIS} ms`);
    }
    return `free again after ${Math.round(performance.now() - aborted)} ms`;
  } finally {
    await sleeper.close();
    await other.close();
  }
}

/** Starts a call, and waits until it has occupied the server for a while. */
async function occupy(client, signal, other, isBusy) {
  const limit = performance.now() + 5_000;
  let sleep = begin(client, signal);
  let since;
  while (since === undefined || performance.now() - since < BUSY_MILLIS) {
    const error = await echo(other);
    expect(error === undefined || isBusy(error), `${error?.status} ${error?.code} ${error?.message}`);
    since = error && (since ?? performance.now());
    if (sleep.outcome !== undefined) {
      // It came while the other client's call had the one place.
      expect(isBusy(sleep.outcome), `${sleep.outcome.status} ${sleep.outcome.code} ${sleep.outcome.message}`);
      sleep = begin(client, signal);
      since = undefined;
    }
    expect(performance.now() < limit, 'a second call beside the first one');
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  return sleep;
}

function begin(client, signal) {
  const sleep = {};
  sleep.end = client.callTool({ name: 'sleep', arguments: { millis: SLEEP_MILLIS } }, { signal })
    .catch(error => error)
    .then(outcome => {
      sleep.outcome = outcome;
    });
  return sleep;
}

function echo(client) {
  return client.callTool({ name: 'echo', arguments: { text: 'free' } }).then(() => undefined, reason => reason);
}
