// Drives an lmcp on standard input and output with the official TypeScript client, in each of its ways to choose an era.
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { column, expect, finish } from './report.mjs';
import { driveSample } from './sample.mjs';
import { FIXTURES, onlyMessages, SAMPLE } from './stdio.mjs';
import { cancelCall } from './typescript-cancel.mjs';
import { driveFeatures } from './typescript-features.mjs';
import { newClient, WAYS } from './typescript-ways.mjs';

const INTERNAL_ERROR = -32603;
const PATH = process.env.PATH;

const META = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientCapabilities': {},
};

const HANDSHAKE = {
  jsonrpc: '2.0',
  id: 'a',
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'verification', version: '1' } },
};

/** Requests of both eras, and lines that are none: each but the blank one has an answer. */
const LINES = [
  JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'server/discover', params: { _meta: META } }),
  JSON.stringify({ jsonrpc: '2.0', id: 2, method: 'tools/list', params: { _meta: META } }),
  JSON.stringify(HANDSHAKE),
  JSON.stringify({ jsonrpc: '2.0', id: 'b', method: 'ping' }),
  '',
  'hello',
  '{"jsonrpc":',
];

async function open(way, [command, ...args], env = {}) {
  const transport = new StdioClientTransport({ command, args, env: { PATH, ...env } });
  const client = newClient(way);
  const strange = [];
  client.onerror = error => strange.push(error.message);
  await client.connect(transport);
  return { client, strange, close: () => client.close() };
}

function adapt(way) {
  let opened;
  return {
    async connect() {
      opened = await open(way, SAMPLE);
      expect(opened.client.getProtocolEra() === way.era, opened.client.getProtocolEra());
      return `${opened.client.getServerVersion().name}, ${opened.client.getNegotiatedProtocolVersion()}`;
    },
    list: async () => (await opened.client.listTools()).tools,
    call: (name, args) => opened.client.callTool({ name, arguments: args }),
    /** A line that is no message would have been told here. */
    async end() {
      await opened.close();
      expect(opened.strange.length === 0, opened.strange);
    },
  };
}

/** One process, and so one connection: what is asked beside the call is asked by the same client. */
async function cancel(way) {
  const { client, close } = await open(way, SAMPLE, { LMCP_LIMITS_MAX_CONCURRENT_CALLS: '1' });
  try {
    const shared = async () => ({ client, close: async () => {} });
    return await cancelCall(shared, error => error.code === INTERNAL_ERROR);
  } finally {
    await close();
  }
}

for (const way of WAYS) {
  const cells = column('typescript-stdio', way.name);
  const client = adapt(way);
  await driveSample(cells, client);
  await cells.check('end the session', () => client.end());
  await cells.check('cancel a call', () => cancel(way));
  await cells.check('nothing but messages on stdout', () => onlyMessages(LINES, 6));
  await driveFeatures(cells, () => open(way, FIXTURES));
}
finish();
