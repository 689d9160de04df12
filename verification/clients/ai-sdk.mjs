// Drives an lmcp with the AI SDK's client, in the version of the package that is named.
import { ANSWERS, driveOther, version } from './others.mjs';

const [name] = process.argv.slice(2);
const { createMCPClient, ElicitationRequestSchema } = await import(name);

async function connect(url, token) {
  const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  const client = await createMCPClient({
    transport: { type: 'http', url, headers },
    capabilities: { elicitation: {} },
  });
  client.onElicitationRequest(ElicitationRequestSchema, () => ({ action: 'accept', content: ANSWERS }));
  let tools;
  return {
    about: `${client.serverInfo.name} ${client.serverInfo.version}`,
    async list() {
      tools = await client.tools();
      return Object.keys(tools);
    },
    async call(tool, args) {
      tools ??= await client.tools();
      const { isError, content } = await tools[tool].execute(args, { toolCallId: '1', messages: [] });
      return { isError, text: content.map(block => block.text).join('\n') };
    },
    close: () => client.close(),
  };
}

const installed = version(name);
await driveOther('ai-sdk', installed, {
  connect,
  cannot: { 'a call that tells its progress': 'it asks for none' },
  readsOnePage: installed.startsWith('1.'),
});
