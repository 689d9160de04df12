// The Inspector's command line, with a daemon and a home of its own that end with this process.
import { execFile, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from './report.mjs';

const manifest = createRequire(import.meta.url).resolve('@modelcontextprotocol/inspector/package.json');
const BINARY = join(dirname(manifest), createRequire(manifest)(manifest).bin.mcpdo);

// Below the system's temporary directory: the path of a Unix socket may have no more than 107 bytes.
const home = mkdtempSync(join(tmpdir(), 'lmcp-mcpdo-'));
const env = {
  ...process.env,
  HOME: home,
  MCP_CATALOG_PATH: join(home, 'mcp.json'),
  MCP_INSPECTOR_DAEMON_DIR: home,
  MCP_INSPECTOR_DAEMON_TOKEN: randomUUID(),
  MCP_INSPECTOR_SECRET_STORE: 'memory',
};

process.on('exit', () => {
  spawnSync(process.execPath, [BINARY, 'daemon', 'stop'], { env, stdio: 'ignore', timeout: 10_000 });
  rmSync(home, { recursive: true, force: true });
});

process.on('SIGINT', () => process.exit(130));
process.on('SIGTERM', () => process.exit(143));

const PATIENCE_MILLIS = 5_000;
const GLOBAL = ['--format', 'json', '--stored-auth-only'];

/** Starts a command that goes on, and prints one JSON object after the other. */
export function follow(...args) {
  const child = spawn(process.execPath, [BINARY, ...GLOBAL, ...args], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const seen = [];
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', chunk => {
    const parts = (rest + chunk).split(/(?<=^\})\n/m);
    rest = parts.pop();
    seen.push(...parts.map(part => JSON.parse(part)));
  });
  return {
    /** What was printed so far, once `enough` of it are what `wanted` wants. */
    async until(wanted, enough = 1) {
      const end = performance.now() + PATIENCE_MILLIS;
      while (seen.filter(wanted).length < enough) {
        if (performance.now() > end) {
          throw new Error(`found ${JSON.stringify(seen)} within ${PATIENCE_MILLIS} ms`);
        }
        await new Promise(resolve => setTimeout(resolve, 20));
      }
      return seen.filter(wanted);
    },
    stop: () => child.kill('SIGINT'),
  };
}

/** Runs one command. Returns its exit status, its output as JSON and, if it failed, its error code. */
export function mcpdo(...args) {
  return new Promise(resolve => {
    const command = [BINARY, ...GLOBAL, ...args];
    const child = execFile(process.execPath, command, { env, timeout: 25_000 }, (error, stdout, stderr) => {
      const complaint = stderr.split('\n').find(line => line.startsWith('{"error"'));
      resolve({
        status: error ? (error.code ?? error.signal) : 0,
        value: stdout.trim() === '' ? undefined : JSON.parse(stdout),
        error: complaint && JSON.parse(complaint).error,
      });
    });
    child.stdin.end();
  });
}

/** Returns the output of a command; fails if the command failed. */
export async function run(...args) {
  const done = await mcpdo(...args);
  expect(done.status === 0, done);
  return done.value;
}

/** Connects to a target: a URL, or the words of a command. */
export function connect(name, era, target, token) {
  const header = token === undefined ? [] : ['--header', `Authorization: Bearer ${token}`];
  return mcpdo('connect', '--connection', name, '--era', era, ...header, '--', ...target);
}
