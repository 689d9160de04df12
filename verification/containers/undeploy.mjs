// Undeploying while calls run: nobody comes in any more, what runs may finish, streams end as the protocol has it, and
// what runs on is interrupted when the drain time is over.
import { rmSync } from 'node:fs';
import { textOf, whole } from './mcp.mjs';
import { eventually, expect, pause } from './report.mjs';

/** What the deployment is given to finish; its own lmcp.limits.drain-timeout. */
export const DRAIN_MILLIS = 9_000;
const SHORT_MILLIS = 6_000;
const LONG_MILLIS = 600_000;
const SLACK_MILLIS = 30_000;

const progress = { meta: { progressToken: 'p' } };

/** Calls again and again until the other work is done; tells which statuses came, and when. */
async function knock(server, until) {
  const answers = [];
  let over = false;
  until.then(() => (over = true), () => (over = true));
  while (!over) {
    const answer = await server.call('add', { a: 1, b: 1 }).then(whole, error => ({ status: error.code }));
    answers.push({ status: answer.status, at: performance.now() });
    await pause(100);
  }
  return answers;
}

export async function undeployment(server, files) {
  const listening = await server.listen();
  const session = await server.session();
  const news = await session.stream();
  const short = await Promise.all([1, 2, 3].map(id => server.call('sleep', { millis: SHORT_MILLIS }, { id, ...progress })));
  const old = session.call('sleep', { millis: SHORT_MILLIS });
  const long = await server.call('sleep', { millis: LONG_MILLIS }, progress);
  const began = performance.now();
  files.forEach(file => rmSync(file, { recursive: true, force: true }));

  const longEnd = whole(long).then(() => performance.now());
  const knocking = knock(server, longEnd);
  const done = await Promise.all([...short, await old].map(whole));
  const drained = performance.now();
  expect(done.every(answer => textOf(answer) === `slept for ${SHORT_MILLIS} ms`), done.map(answer => answer.text).join(' '));
  const interrupted = await Promise.race([longEnd, pause(DRAIN_MILLIS + SLACK_MILLIS)]);
  expect(interrupted !== undefined, `a call that still runs ${DRAIN_MILLIS + SLACK_MILLIS} ms later`);
  const refused = (await knocking).filter(({ status }) => status !== 200);
  expect(refused.some(({ at }) => at < drained), `nobody refused before the last call was done: ${statuses(await knocking)}`);
  expect(refused.every(({ status }) => status === 503 || status === 404), statuses(refused));
  await eventually(SLACK_MILLIS, 'the end of the streams', () => listening.ended && news.ended);
  expect(listening.response() !== undefined, `a listen stream that ended without its response: ${listening.text}`);
  return `calls finished, later ones got ${statuses(refused)}; the endless one was ended ${Math.round(interrupted - began)} ms after`;
}

function statuses(answers) {
  return [...new Set(answers.map(({ status }) => status))].join(', ');
}
