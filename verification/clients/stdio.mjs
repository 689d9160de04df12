// How the servers are started that speak on standard input and output, and what one of them shows there.
import { spawn } from 'node:child_process';
import { expect } from './report.mjs';

const { SAMPLE_WAR, FIXTURES_CLASSES } = process.env;

export const SAMPLE = ['java', '-jar', SAMPLE_WAR, '--stdio'];
export const FIXTURES = ['java', '-cp', FIXTURES_CLASSES, 'dev.lmcp.verification.conformance.ConformanceServer', '--stdio'];

const EXIT_MILLIS = 20_000;

/** Sends lines and closes the input; every line of the output must be a message, and the end must be a good one. */
export async function onlyMessages(lines, answers) {
  const child = spawn(SAMPLE[0], SAMPLE.slice(1), { stdio: ['pipe', 'pipe', 'inherit'] });
  const late = setTimeout(() => child.kill('SIGKILL'), EXIT_MILLIS);
  let out = '';
  child.stdout.setEncoding('utf8').on('data', chunk => {
    out += chunk;
  });
  child.stdin.end(lines.map(line => `${line}\n`).join(''));
  const [status, signal] = await new Promise(resolve => child.on('close', (...how) => resolve(how)));
  clearTimeout(late);

  expect(status === 0, `the end by ${status ?? signal}`);
  expect(out.endsWith('\n'), out);
  const messages = out.trimEnd().split('\n').map(line => JSON.parse(line));
  expect(messages.every(message => message.jsonrpc === '2.0'), messages);
  expect(messages.length === answers, messages);
  return `${messages.length} messages`;
}
