// What every deployment must do: both eras, refusals, streams that flow, and nothing of its own archive.
import { textOf, whole } from './mcp.mjs';
import { expect } from './report.mjs';

const ODD_TEXT = 'grüße "✓" \\ 𝄞\tend';

export async function modernCall(server) {
  const answer = await whole(await server.call('add', { a: 2, b: 40 }));
  expect(answer.status === 200 && textOf(answer) === '42', answer.text);
}

export async function legacySession(server) {
  const session = await server.session();
  const answer = await whole(await session.call('echo', { text: ODD_TEXT }));
  expect(answer.status === 200 && textOf(answer) === ODD_TEXT, answer.text);
}

export async function refusal(server) {
  const answer = await whole(await server.call('add', { a: 2, b: 40 }));
  expect(answer.status === 401, answer.status);
  expect(/^Bearer/.test(answer.fields['www-authenticate']), answer.fields);
  expect(!/<html/i.test(answer.text), answer.text);
}

/** The sample sleeps in steps of a second and tells of each: what flows comes one by one. */
export async function flowingStream(server) {
  const stream = await whole(await server.call('sleep', { millis: 4000 }, { meta: { progressToken: 'p' } }));
  const events = stream.pieces.filter(({ piece }) => piece.includes('data:'));
  expect(events.length >= 4 && textOf(stream) === 'slept for 4000 ms', stream.text);
  const ahead = Math.round(events.at(-1).at - events[0].at);
  expect(ahead >= 1000, `the first event ${ahead} ms before the last one`);
  return `first event ${ahead} ms before the last one`;
}

export async function hiddenEntries(server) {
  const context = server.url.pathname.replace(/\/mcp$/, '');
  for (const entry of ['WEB-INF/web.xml', 'META-INF/MANIFEST.MF', 'dev/lmcp/launcher/Main.class', 'WEB-INF/launcher/', '']) {
    const { status } = await server.get(`${context}/${entry}`);
    expect(status === 404, `${status} for '${entry}'`);
  }
}

/** A token that is too long for lmcp is lmcp's to refuse, so the container must let it through. */
export async function longToken(server) {
  const answer = await whole(await server.call('add', { a: 1, b: 1 }, { fields: { authorization: `Bearer ${'x'.repeat(20_000)}` } }));
  expect(answer.status === 401, `${answer.status}: ${answer.text}`);
  expect(/^Bearer/.test(answer.fields['www-authenticate']), answer.fields);
}
