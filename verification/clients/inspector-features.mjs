// What the Inspector's command line does with the fixtures of the conformance suite.
import { connect, follow, mcpdo, run } from './mcpdo.mjs';
import { expect, text } from './report.mjs';

const WATCHED = 'test://watched-resource';
const RELATED_TASK = 'io.modelcontextprotocol/related-task';
const ANSWERS = { username: 'ada', email: 'ada@example.org', name: 'Ada', confirm: true };

export async function driveFeatures(column, name, way, target) {
  const modern = way.seen === 'modern';
  const connection = `@${name}`;
  const connected = await column.check('connect to the fixtures', async () => {
    const done = await connect(name, way.era, target);
    expect(done.status === 0 && done.value.protocolEra === way.seen, done);
  });
  if (!connected) {
    return;
  }
  const call = (tool, args = {}, ...options) =>
    run(connection, 'tools/call', tool, JSON.stringify(args), ...options);

  await readAndComplete(column, connection);
  column.absent('hear progress', 'it asks for none');
  await column.check('hear log messages', async () => {
    // In the modern era it names a log level in every request.
    if (!modern) {
      await run(connection, 'logging/setLevel', 'debug');
    }
    await hearLog(connection, call);
  });
  await column.check('answer an elicitation', async () => {
    const result = await answer(await call('test_elicitation', { message: 'Who are you?' }));
    expect(!result.isError && text(result).includes('ada@example.org'), result);
  });
  column.absent('answer a sampling request', 'it offers no model');
  await column.check('tell the roots', async () => {
    await run(connection, 'roots/set', '--roots-json', '[{"uri":"file:///srv/two"}]');
    const result = await call('test_input_required_result_list_roots');
    expect(!result.isError && text(result).includes('file:///srv/two'), result);
  });
  await column.check('answer several questions at once', async () => {
    const result = await answer(await call('multi_input'));
    expect(!result.isError && text(result).includes('Ada: accept'), result);
  });
  await column.check('hear of a changed resource', () => hearUpdate(connection, call));
  column.absent('hear of changed lists', 'it prints no such notification');
  await column.check('run a task', () => runTask(connection, modern, call));
  await run('disconnect', name);
}

/** Answers question after question, until there is a result. */
async function answer(value) {
  let result = value;
  while (result.elicitationPending !== undefined) {
    const { elicitationId, requestedSchema } = result.elicitationPending;
    const names = Object.keys(requestedSchema.properties);
    const content = Object.fromEntries(names.map(name => [name, ANSWERS[name]]));
    result = await run('elicitation/respond', elicitationId, JSON.stringify(content));
  }
  return result;
}

async function readAndComplete(column, connection) {
  await column.check('read resources', async () => {
    const { resources } = await run(connection, 'resources/list');
    expect(resources.some(resource => resource.uri === WATCHED), resources);
    const read = await run(connection, 'resources/read', 'test://template/4%202/data');
    expect(JSON.parse(read.contents[0].text).id === '4 2', read);
    const done = await mcpdo(connection, 'resources/read', 'test://nowhere');
    expect(done.status !== 0 && done.error.message.includes('not found'), done);
    return done.error.message;
  });
  await column.check('get a prompt', async () => {
    const { messages } = await run(
      connection, 'prompts/get', 'test_prompt_with_arguments', '--prompt-args', 'arg1=a "b"', 'arg2=ü');
    expect(messages[0].content.text.includes('arg1=\'a "b"\', arg2=\'ü\''), messages);
  });
  await column.check('complete an argument', async () => {
    const { values } = await run(
      connection, 'prompts/complete', '--complete-ref-type', 'ref/prompt', '--complete-ref',
      'test_prompt_with_arguments', '--complete-arg-name', 'arg1', '--complete-arg-value', 'test');
    expect(values.length > 0 && values.every(value => value.startsWith('test')), values);
  });
}

async function hearLog(connection, call) {
  const log = follow(connection, 'logging/tail');
  try {
    // It prints nothing when it has begun to listen: what it hears of a first call shows that it has.
    await called(log, call, 'test_tool_with_logging');
    const before = (await log.until(() => true)).length;
    await call('test_tool_with_logging');
    await log.until(entry => entry.message.params.level === 'info', before + 3);
  } finally {
    log.stop();
  }
}

async function called(stream, call, tool) {
  for (let turn = 0; ; turn += 1) {
    await call(tool);
    try {
      return await stream.until(() => true);
    } catch (error) {
      if (turn === 2) {
        throw error;
      }
    }
  }
}

async function hearUpdate(connection, call) {
  const stream = follow(connection, 'resources/subscribe', WATCHED);
  try {
    await stream.until(entry => entry.type === 'subscribed');
    await call('test_trigger_resource_update');
    await stream.until(entry => entry.type === 'resources/updated' && entry.uri === WATCHED);
  } finally {
    stream.stop();
  }
}

async function runTask(connection, modern, call) {
  if (modern) {
    // The server decides which call becomes a task, and the answer goes to the task.
    const asked = await call('confirm_delete', { filename: 'a.txt' });
    expect(asked.elicitationPending?.origin === 'task-input-required', asked);
    const result = await answer(asked);
    expect(!result.isError && text(result) === 'Deleted a.txt', result);
    return;
  }
  const result = await call('slow_compute', { seconds: 1, label: 'sum' }, '--task');
  expect(!result.isError && text(result) === 'Computed sum' && result._meta[RELATED_TASK] !== undefined, result);
  const { tasks } = await run(connection, 'tasks/list');
  expect(tasks.some(task => task.taskId === result._meta[RELATED_TASK].taskId && task.status === 'completed'), tasks);
}
