// A thousand streams at once: each is acknowledged, none holds a thread, and calls get through beside them.
import { readFileSync } from 'node:fs';
import { textOf, whole } from './mcp.mjs';
import { expect } from './report.mjs';

const STREAMS = 1000;
const AT_ONCE = 50;

function threads(pid) {
  return Number(/^Threads:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);
}

export async function thousandStreams(server, pid) {
  const streams = [];
  const before = threads(pid);
  try {
    while (streams.length < STREAMS) {
      const more = Array.from({ length: AT_ONCE }, (_, at) => server.listen(`s${streams.length + at}`));
      streams.push(...await Promise.all(more));
    }
    const more = threads(pid) - before;
    const began = performance.now();
    const answer = await whole(await server.call('add', { a: 2, b: 40 }));
    expect(textOf(answer) === '42', answer.text);
    expect(streams.every(stream => !stream.ended), `${streams.filter(stream => stream.ended).length} that ended`);
    // Those that opened the streams at once, and no thread for each.
    expect(more < STREAMS / 4, `${more} more threads`);
    return `${more} more threads; a call beside them took ${Math.round(performance.now() - began)} ms`;
  } finally {
    streams.forEach(stream => stream.close());
  }
}
