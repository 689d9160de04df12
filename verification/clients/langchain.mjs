// Drives an lmcp with LangChain.js' adapters, which speak the legacy era alone.
import { MultiServerMCPClient } from '@langchain/mcp-adapters';
import { driveOther, version } from './others.mjs';

async function connect(url, token) {
  const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  const progress = [];
  const client = new MultiServerMCPClient({
    mcpServers: { lmcp: { transport: 'http', url, headers } },
    onProgress: told => void progress.push(told.progress),
  });
  const tools = await client.getTools();
  return {
    progress,
    list: async () => tools.map(tool => tool.name),
    async call(name, args) {
      const tool = tools.find(candidate => candidate.name === name);
      return tool.invoke(args).then(
        text => ({ isError: false, text }),
        error => ({ isError: true, text: error.message }),
      );
    },
    close: () => client.close(),
  };
}

await driveOther('langchain', version('@langchain/mcp-adapters'), {
  connect,
  // It tells of no status, but says so only after a 401.
  isRefusal: error => error.message.startsWith('Authentication failed'),
  cannot: {
    'a wrong argument is a tool error': 'it checks arguments itself',
    'a call that asks': 'it answers no questions',
  },
});
