// One MCP call by hand: a tool of the sample, called with a token that the test chooses.
import http from 'node:http';

const PROTOCOL = '2026-07-28';

const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });

function message(tool, args) {
  const meta = {
    'io.modelcontextprotocol/protocolVersion': PROTOCOL,
    'io.modelcontextprotocol/clientCapabilities': {},
    'io.modelcontextprotocol/clientInfo': { name: 'lmcp-verification', version: '1' },
  };
  return JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: tool, arguments: args, _meta: meta } });
}

/** Calls a tool; 'credentials' is the whole Authorization field, or nothing. */
export function call(resource, credentials, { tool = 'echo', args = { text: 'hi' }, headers = {}, sockets = agent } = {}) {
  const body = message(tool, args);
  const fields = {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    'mcp-protocol-version': PROTOCOL,
    'mcp-method': 'tools/call',
    'mcp-name': tool,
    'content-length': Buffer.byteLength(body),
    ...(credentials === undefined ? {} : { authorization: credentials }),
    ...headers,
  };
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const request = http.request(resource, { method: 'POST', headers: fields, agent: sockets }, response => {
      const chunks = [];
      response.on('data', chunk => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve({
        status: response.statusCode,
        challenge: response.headers['www-authenticate'] ?? '',
        retryAfter: response.headers['retry-after'],
        body: Buffer.concat(chunks).toString(),
        millis: performance.now() - began,
      }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

export const bearer = token => `Bearer ${token}`;

/** How often each status was seen, as in '200: 12, 401: 3'. */
export function statuses(answers) {
  const counts = new Map();
  answers.forEach(({ status }) => counts.set(status, (counts.get(status) ?? 0) + 1));
  return [...counts].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`).join(', ');
}
