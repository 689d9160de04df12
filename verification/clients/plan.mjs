// The rows and columns of the table.

export const COLUMNS = [
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

export const CHECKS = [
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

/** What only those can see who start the server as a process. */
const STDIO_CHECKS = ['nothing but messages on stdout'];

CHECKS.push(...STDIO_CHECKS);

/** Whether a column must have an outcome for a check. */
export function asks(column, check) {
  return column.includes('-stdio ') || !STDIO_CHECKS.includes(check);
}
