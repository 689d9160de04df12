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
];
