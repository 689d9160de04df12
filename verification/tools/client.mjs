// Somebody with the official TypeScript client, in one era.
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

const MODES = { modern: { pin: '2026-07-28' }, legacy: 'legacy' };

export const ERAS = Object.keys(MODES);

export async function open(era, url) {
  const headers = { Authorization: `Bearer ${process.env.TOOLS_TOKEN}` };
  const transport = new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } });
  const client = new Client({ name: 'lmcp-verification', version: '1' }, { versionNegotiation: { mode: MODES[era] } });
  await client.connect(transport);
  return {
    tools: async () => (await client.listTools()).tools,
    async call(name, args, options) {
      const result = await client.callTool({ name, arguments: args }, options);
      const text = result.content.filter(block => block.type === 'text').map(block => block.text).join('\n');
      return { isError: result.isError === true, text, structured: result.structuredContent };
    },
    async close() {
      await transport.terminateSession();
      await client.close();
    },
  };
}
