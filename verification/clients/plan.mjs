// The rows and columns of the table.

export const COLUMNS = [
  'typescript modern',
  'typescript legacy',
  'typescript probing',
  'java-sdk legacy',
  'inspector modern',
  'inspector legacy',
  'inspector probing',
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
