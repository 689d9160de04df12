// The rows and columns of the tables.

const OFFICIAL_COLUMNS = [
  'typescript modern',
  'typescript legacy',
  'typescript probing',
  'typescript-stdio modern',
  'typescript-stdio legacy',
  'typescript-stdio probing',
  'java-sdk legacy',
  'inspector modern',
  'inspector legacy',
  'inspector probing',
  'inspector-stdio modern',
  'inspector-stdio legacy',
  'inspector-stdio probing',
];

const OFFICIAL_CHECKS = [
  'connect',
  'list the tools',
  'call echo',
  'call add',
  'call whoami',
  'call sleep',
  'call forecast',
  'a wrong argument is a tool error',
  'refused without a token',
  'refused with a wrong token',
  'end the session',
  'cancel a call',
  'connect to the fixtures',
  'read resources',
  'get a prompt',
  'complete an argument',
  'hear progress',
  'hear log messages',
  'answer an elicitation',
  'answer a sampling request',
  'tell the roots',
  'answer several questions at once',
  'hear of a changed resource',
  'hear of changed lists',
  'run a task',
];

/** Checks for clients that start the server as a process. */
const STDIO_CHECKS = ['nothing but messages on stdout'];

OFFICIAL_CHECKS.push(...STDIO_CHECKS);

/** Client and version; 'wire' is no client, but what their calls look like. */
const OTHER_COLUMNS = [
  'wire legacy',
  'wire modern',
  'webflux 0.17.2',
  'webflux 2.0.0',
  'spring-ai 2.0.1',
  'langchain4j 1.18.1-beta28',
  'ai-sdk 1.0.46',
  'ai-sdk 2.0.99',
  'langchain 1.1.4',
  'mcp-remote-legacy 0.15.1',
  'mcp-remote-modern 0.15.1',
];

const STREAM_CHECKS = ['a long call', 'a call that tells its progress', 'a call that asks'];
/** What is run with --all only. */
const LONG_CHECKS = ['a long call with the default heartbeat'];

const OTHER_CHECKS = [
  'connect',
  'list the tools',
  'read every page',
  'call a tool',
  'a wrong argument is a tool error',
  'refused without a token',
  'refused with a wrong token',
  ...STREAM_CHECKS,
  ...LONG_CHECKS,
  'end the session',
];

export const TABLES = [
  { columns: OFFICIAL_COLUMNS, checks: OFFICIAL_CHECKS },
  { columns: OTHER_COLUMNS, checks: OTHER_CHECKS },
];

/** Whether a column must have an outcome for a check. */
export function asks(column, check) {
  if (STDIO_CHECKS.includes(check)) {
    return column.includes('-stdio ');
  }
  if (LONG_CHECKS.includes(check) && !process.env.LONG_CALLS) {
    return false;
  }
  return !column.startsWith('wire ') || STREAM_CHECKS.includes(check);
}
