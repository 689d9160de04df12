// Drives an lmcp with the official TypeScript client, in each of its three ways to choose an era.
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { column, expect, finish } from './report.mjs';
import { driveSample } from './sample.mjs';

const { LMCP_URL, LMCP_TOKEN } = process.env;

const WAYS = [
  { name: 'modern', mode: { pin: '2026-07-28' }, era: 'modern' },
  { name: 'legacy', mode: 'legacy', era: 'legacy' },
  { name: 'probing', mode: 'auto', era: 'modern' },
];

async function open(way, url, token, options = {}) {
  const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  const transport = new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } });
  const client = new Client(
    { name: 'lmcp-verification', version: '1' },
    { versionNegotiation: { mode: way.mode }, ...options },
  );
  await client.connect(transport);
  return client;
}

function adapt(way) {
  let client;
  return {
    async connect(token) {
      client = await open(way, LMCP_URL, token);
      expect(client.getProtocolEra() === way.era, client.getProtocolEra());
      return `${client.getServerVersion().name}, ${client.getNegotiatedProtocolVersion()}`;
    },
    list: async () => (await client.listTools()).tools,
    call: (name, args) => client.callTool({ name, arguments: args }),
    async refused(token) {
      const error = await open(way, LMCP_URL, token).then(() => undefined, reason => reason);
      expect(error !== undefined, 'a connection');
      expect(error.status === 401, `${error.name} ${error.status}: ${error.message}`);
      return error.message;
    },
    close: () => client?.close(),
  };
}

for (const way of WAYS) {
  const client = adapt(way);
  await driveSample(column('typescript', way.name), client, LMCP_TOKEN);
  await client.close();
}
finish();
