// The official TypeScript SDK with the tool that is measured, as its documentation sets it up; prints its URL.
import { createServer } from 'node:http';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';

const handler = toNodeHandler(
  createMcpHandler(() => {
    const server = new McpServer({ name: 'bench', version: '1' });
    server.registerTool(
      'echo',
      { description: 'Says what it is told', inputSchema: z.object({ text: z.string().describe('What to say') }) },
      async ({ text }) => ({ content: [{ type: 'text', text }] }),
    );
    return server;
  }),
);

const http = createServer({ keepAliveTimeout: 60_000 }, handler);
http.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${http.address().port}/mcp`));
