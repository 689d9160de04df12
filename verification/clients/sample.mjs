// What every client does with the sample tools. A client adapts by the four functions of `client`:
// list() -> tools, call(name, arguments) -> CallToolResult, connect(token) and, where there are tokens, refused(token).
import { expect, text } from './report.mjs';

const TOOLS = ['echo', 'add', 'whoami', 'sleep', 'forecast', 'fetch', 'web_search', 'systeminfo'];
// Beyond ASCII, beyond the basic plane, and with what JSON must escape.
const ODD_TEXT = 'grüße "✓" \\ 𝄞\tend';

export async function driveSample(column, client, token) {
  if (!(await column.check('connect', () => client.connect(token)))) {
    return;
  }
  await column.check('list the tools', async () => {
    const tools = await client.list();
    const names = tools.map(tool => tool.name);
    expect(TOOLS.every(name => names.includes(name)), names);
    expect(tools.every(tool => tool.description && tool.inputSchema.type === 'object'), tools);
    return names.join(' ');
  });
  await column.check('call echo', async () => {
    const result = await client.call('echo', { text: ODD_TEXT });
    expect(!result.isError && text(result) === ODD_TEXT, result);
  });
  await column.check('call add', async () => {
    const result = await client.call('add', { a: 19, b: 23 });
    expect(!result.isError && /\b42\b/.test(text(result)), result);
  });
  await column.check('call whoami', async () => {
    const result = await client.call('whoami', {});
    expect(!result.isError && text(result).length > 0 && !text(result).includes(token), result);
    return text(result);
  });
  await column.check('call sleep', async () => {
    const start = performance.now();
    const result = await client.call('sleep', { millis: 300 });
    expect(!result.isError && performance.now() - start >= 300, result);
  });
  await column.check('call forecast', async () => {
    const result = await client.call('forecast', { city: 'Lisbon', days: 2 });
    expect(!result.isError && text(result).includes('Lisbon'), result);
    return text(result);
  });
  await column.check('a wrong argument is a tool error', async () => {
    const result = await client.call('forecast', { city: 'Lisbon', days: 9 });
    expect(result.isError === true && text(result).includes('days'), result);
    return text(result);
  });
  if (client.refused === undefined) {
    column.absent('refused without a token', 'stdio has no authentication');
    column.absent('refused with a wrong token', 'stdio has no authentication');
    return;
  }
  await column.check('refused without a token', () => client.refused(undefined));
  await column.check('refused with a wrong token', () => client.refused('not-the-token'));
}
