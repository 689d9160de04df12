// Drives an lmcp with the official TypeScript client on standard input and output, and mcp-remote between them, in the
// era that is named.
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ANSWERS, driveOther, version } from './others.mjs';
import { expect, text } from './report.mjs';

const [mode] = process.argv.slice(2);
const PROGRAM = new URL('node_modules/mcp-remote/dist/proxy.js', import.meta.url).pathname;
const ERAS = { legacy: 'legacy', auto: 'modern' };

const home = mkdtempSync(join(tmpdir(), 'lmcp-mcp-remote-'));
process.on('exit', () => rmSync(home, { recursive: true, force: true }));

async function connect(url, token) {
  // As docs/clients.md has it: the token in the environment, and not in the list of processes.
  const header = token === undefined ? [] : ['--header', 'Authorization:${AUTH_HEADER}'];
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [PROGRAM, url, ...header],
    env: { PATH: process.env.PATH, HOME: home, MCP_REMOTE_CONFIG_DIR: home, AUTH_HEADER: `Bearer ${token}` },
    stderr: 'pipe',
  });
  let log = '';
  transport.stderr.on('data', chunk => {
    log += chunk;
  });
  const client = new Client(
    { name: 'lmcp-verification', version: '1' },
    { versionNegotiation: { mode }, capabilities: { elicitation: { form: {} } } },
  );
  client.setRequestHandler('elicitation/create', () => ({ action: 'accept', content: ANSWERS }));
  await client.connect(transport).catch(error => {
    throw new Error(log.match(/^.*Fatal error: .*$/m)?.[0] ?? `${error.message}: ${log}`);
  });
  expect(client.getProtocolEra() === ERAS[mode], client.getProtocolEra());
  const progress = [];
  return {
    about: `${client.getServerVersion().name}, ${client.getNegotiatedProtocolVersion()}`,
    progress,
    list: async () => (await client.listTools()).tools.map(tool => tool.name),
    async call(name, args) {
      const result = await client.callTool(
        { name, arguments: args },
        { onprogress: told => void progress.push(told.progress) },
      );
      return { isError: result.isError === true, text: text(result) };
    },
    close: () => client.close(),
  };
}

await driveOther(`mcp-remote-${ERAS[mode]}`, version('mcp-remote'), {
  connect,
  // After a 401 it tries to log in, and reports where that ended.
  isRefusal: error => error.message.includes('Dynamic Client Registration rejected'),
});
