// Sees with fetch alone that the calls of the other clients are streams, and how their events are written.
import { column, expect, finish } from './report.mjs';

const { PAGED_URL, SAMPLE_TOKEN, FIXTURES_URL } = process.env;

const META = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientCapabilities': {},
};
const CAPABILITIES = { elicitation: {} };
// JSON leaves these line ends as they are.
const QUESTION = 'Who\u0085are\u2028you\u2029?';
const ANSWER = { action: 'accept', content: { username: 'ada', email: 'ada@example.org' } };

function post(url, message, headers) {
  return fetch(url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
      Authorization: `Bearer ${SAMPLE_TOKEN}`,
      ...headers,
    },
    body: JSON.stringify({ jsonrpc: '2.0', ...message }),
  });
}

/** Headers of a session that has begun. */
async function begin(url) {
  const params = {
    protocolVersion: '2025-11-25',
    capabilities: CAPABILITIES,
    clientInfo: { name: 'lmcp-verification', version: '1' },
  };
  const answer = await post(url, { id: 0, method: 'initialize', params });
  const headers = { 'Mcp-Session-Id': answer.headers.get('mcp-session-id'), 'MCP-Protocol-Version': '2025-11-25' };
  await post(url, { method: 'notifications/initialized' }, headers);
  return headers;
}

/** Calls a tool, and takes every event of the stream that the answer must be; the last one has the result. */
async function call(url, headers, params, onRequest = () => {}) {
  const modern = headers['Mcp-Session-Id'] === undefined;
  const named = modern && { 'Mcp-Method': 'tools/call', 'Mcp-Name': params.name };
  const _meta = { ...(modern && META), ...params._meta };
  const answer = await post(
    url,
    { id: 1, method: 'tools/call', params: { ...params, _meta } },
    { ...headers, ...named },
  );
  const type = answer.headers.get('content-type');
  expect(answer.ok && type.startsWith('text/event-stream'), `${answer.status} ${type}`);
  const messages = [];
  let comments = 0;
  let rest = '';
  for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
    const events = (rest + chunk).split('\n\n');
    rest = events.pop();
    for (const event of events) {
      const data = event.match(/^data: (.+)$/m)?.[1];
      comments += event.startsWith(':');
      if (data !== undefined) {
        expect(/^(id: .*\n)?event: message\ndata: [^\n\u0085\u2028\u2029]*$/.test(event), event);
        const message = JSON.parse(data);
        messages.push(message);
        await onRequest(message);
      }
    }
  }
  expect(messages.at(-1)?.result !== undefined && !messages.at(-1).result.isError, messages);
  return { messages, comments };
}

async function answer(url, headers, message) {
  if (message.method === 'elicitation/create') {
    expect(message.params.message === QUESTION, message);
    const answered = await post(url, { id: message.id, result: ANSWER }, headers);
    expect(answered.status === 202, answered.status);
  }
}

for (const era of ['legacy', 'modern']) {
  const cells = column('wire', era);
  const modern = { 'MCP-Protocol-Version': '2026-07-28' };
  const open = url => (era === 'legacy' ? begin(url) : modern);
  await cells.check('a long call', async () => {
    const { messages, comments } = await call(
      PAGED_URL, await open(PAGED_URL), { name: 'sleep', arguments: { millis: 1_000 } });
    expect(messages.length === 1 && comments > 0, { messages, comments });
    return `${comments} comments`;
  });
  await cells.check('a call that tells its progress', async () => {
    const { messages } = await call(
      FIXTURES_URL, await open(FIXTURES_URL), { name: 'test_tool_with_progress', _meta: { progressToken: 1 } });
    expect(messages.length === 4, messages);
  });
  if (era === 'modern') {
    cells.absent('a call that asks', 'the question is a result in this era');
    continue;
  }
  await cells.check('a call that asks', async () => {
    const headers = await open(FIXTURES_URL);
    const params = { name: 'test_elicitation', arguments: { message: QUESTION } };
    await call(FIXTURES_URL, headers, params, message => answer(FIXTURES_URL, headers, message));
  });
}
finish();
