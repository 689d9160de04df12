// A filter without asynchronous support in front: JSON goes through, long streams are refused, and the log says why once.
import { readFileSync } from 'node:fs';
import { textOf, whole } from './mcp.mjs';
import { eventually, expect } from './report.mjs';

export async function plainFilter(server, log) {
  for (let times = 0; times < 3; times++) {
    const answer = await whole(await server.call('add', { a: 2, b: 40 }));
    expect(answer.status === 200 && textOf(answer) === '42', `${answer.status}: ${answer.text}`);
  }
  const listen = await whole(await server.modern('subscriptions/listen', { notifications: { toolsListChanged: true } }));
  expect(listen.response()?.error !== undefined, `${listen.status}: ${listen.text}`);
  const session = await server.session();
  const get = await whole(await session.stream());
  expect(get.status === 405, `${get.status}: ${get.text}`);
  const told = () => readFileSync(log, 'utf8').split('\n').filter(line => line.includes('LMCP-301'));
  await eventually(10_000, 'LMCP-301', () => told().length > 0);
  expect(told().length === 1 && /PlainFilter/.test(told()[0]), told().join(' '));
  return `listen ${listen.status}, GET ${get.status}, one LMCP-301`;
}
