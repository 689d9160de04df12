// What the TypeScript client does with the fixtures of the conformance suite: everything beyond plain tool calls.
import { CLIENT_CAPABILITIES_META_KEY, LOG_LEVEL_META_KEY, PROTOCOL_VERSION_META_KEY } from '@modelcontextprotocol/client';
import { expect, text } from './report.mjs';

export const CAPABILITIES = { elicitation: { form: {} }, sampling: {}, roots: {} };

const WATCHED = 'test://watched-resource';
const CHANGE_MILLIS = 5_000;

/** A notification handler, and a promise of the first notification that it gets. */
function awaited(client, method) {
  const heard = new Promise((resolve, reject) => {
    client.setNotificationHandler(method, notification => resolve(notification.params ?? {}));
    setTimeout(() => reject(new Error(`no ${method} within ${CHANGE_MILLIS} ms`)), CHANGE_MILLIS);
  });
  // A check may fail before it comes to await this; its own failure is the one to tell.
  heard.catch(() => {});
  return heard;
}

function answerQuestions(client) {
  client.setRequestHandler('elicitation/create', ({ params }) => {
    const names = Object.keys(params.requestedSchema.properties);
    const answers = { username: 'ada', email: 'ada@example.org', name: 'Ada', ok: true };
    return { action: 'accept', content: Object.fromEntries(names.map(name => [name, answers[name]])) };
  });
  client.setRequestHandler('sampling/createMessage', () => (
    { role: 'assistant', content: { type: 'text', text: 'Good morning' }, model: 'verification' }
  ));
  client.setRequestHandler('roots/list', () => ({ roots: [{ uri: 'file:///srv/one' }, { uri: 'file:///srv/two' }] }));
}

export async function driveFeatures(column, open) {
  let opened;
  await column.check('connect to the fixtures', async () => {
    opened = await open();
    answerQuestions(opened.client);
  });
  if (opened === undefined) {
    return;
  }
  const { client } = opened;
  const modern = client.getProtocolEra() === 'modern';
  const call = (name, args = {}, options) => client.callTool({ name, arguments: args }, options);

  await readAndComplete(column, client);
  await column.check('hear progress', async () => {
    const heard = [];
    await call('test_tool_with_progress', {}, { onprogress: ({ progress }) => heard.push(progress) });
    expect(heard.join() === '0,50,100', heard);
  });
  await column.check('hear log messages', async () => {
    const heard = [];
    client.setNotificationHandler('notifications/message', ({ params }) => void heard.push(params.level));
    const _meta = modern ? { [LOG_LEVEL_META_KEY]: 'debug' } : undefined;
    if (!modern) {
      await client.setLoggingLevel('debug');
    }
    await client.callTool({ name: 'test_tool_with_logging', arguments: {}, ...(_meta && { _meta }) });
    expect(heard.join() === 'info,info,info', heard);
  });
  await column.check('answer an elicitation', async () => {
    const result = await call('test_elicitation', { message: 'Who are you?' });
    expect(!result.isError && text(result).includes('ada@example.org'), result);
  });
  await column.check('answer a sampling request', async () => {
    const result = await call('test_sampling', { prompt: 'Greet me' });
    expect(!result.isError && text(result).includes('Good morning'), result);
  });
  await column.check('tell the roots', async () => {
    const result = await call('test_input_required_result_list_roots');
    expect(!result.isError && text(result).includes('file:///srv/two'), result);
  });
  await column.check('answer several questions at once', async () => {
    const result = await call('test_input_required_result_multiple_inputs');
    expect(!result.isError && /Good morning.*Ada.*2 roots/.test(text(result)), result);
  });
  await hearChanges(column, client, modern, call);
  column.absent('run a task', 'the client has no tasks');
  await opened.close();
}

async function readAndComplete(column, client) {
  await column.check('read resources', async () => {
    const { resources } = await client.listResources();
    expect(resources.some(resource => resource.uri === WATCHED), resources);
    const read = await client.readResource({ uri: 'test://template/4%202/data' });
    expect(JSON.parse(read.contents[0].text).id === '4 2', read);
    const error = await client.readResource({ uri: 'test://nowhere' }).then(() => undefined, reason => reason);
    expect(error?.data?.uri === 'test://nowhere', error ?? 'a resource');
    return `${error.code} ${error.message}`;
  });
  await column.check('get a prompt', async () => {
    const { messages } = await client.getPrompt(
      { name: 'test_prompt_with_arguments', arguments: { arg1: 'a "b"', arg2: 'ü' } });
    expect(messages[0].content.text.includes('arg1=\'a "b"\', arg2=\'ü\''), messages);
  });
  await column.check('complete an argument', async () => {
    const { completion } = await client.complete(
      { ref: { type: 'ref/prompt', name: 'test_prompt_with_arguments' }, argument: { name: 'arg1', value: 'test' } });
    expect(completion.values.length > 0 && completion.values.every(value => value.startsWith('test')), completion);
  });
}

async function hearChanges(column, client, modern, call) {
  await column.check('hear of a changed resource', async () => {
    const updated = awaited(client, 'notifications/resources/updated');
    const stop = modern ? await listen(client, { resourceSubscriptions: [WATCHED] }) : await subscribe(client);
    await call('test_trigger_resource_update');
    const { uri } = await updated;
    expect(uri === WATCHED, uri);
    await stop();
  });
  await column.check('hear of changed lists', async () => {
    const changes = [
      awaited(client, 'notifications/tools/list_changed'),
      awaited(client, 'notifications/prompts/list_changed'),
    ];
    const names = async () => (await client.listTools(undefined, { cacheMode: 'refresh' })).tools.map(tool => tool.name);
    const before = await names();
    const stop = modern
      ? await listen(client, { toolsListChanged: true, promptsListChanged: true })
      : async () => {};
    await change('test_trigger_tool_change', call);
    await change('test_trigger_prompt_change', call);
    await Promise.all(changes);
    const after = await names();
    expect(Math.abs(after.length - before.length) === 1, { before, after });
    await stop();
  });
}

/** Changes a list. Behind a load balancer it changes on each of the nodes, because each has its own. */
async function change(name, call) {
  const nodes = process.env.FIXTURES_NODES?.split(' ') ?? [];
  if (nodes.length === 0) {
    await call(name);
  }
  for (const url of nodes) {
    const _meta = { [PROTOCOL_VERSION_META_KEY]: '2026-07-28', [CLIENT_CAPABILITIES_META_KEY]: {} };
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json', Accept: 'application/json, text/event-stream',
        'MCP-Protocol-Version': '2026-07-28', 'Mcp-Method': 'tools/call', 'Mcp-Name': name,
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: {}, _meta } }),
    });
    expect(response.status === 200, `${response.status} ${await response.text()}`);
  }
}

async function listen(client, filter) {
  const subscription = await client.listen(filter);
  expect(JSON.stringify(subscription.honoredFilter) === JSON.stringify(filter), subscription.honoredFilter);
  return () => subscription.close();
}

async function subscribe(client) {
  await client.subscribeResource({ uri: WATCHED });
  return () => client.unsubscribeResource({ uri: WATCHED });
}
