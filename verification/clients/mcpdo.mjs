// The Inspector's command line, with a daemon and a home of its own that end with this process.
import { execFile, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

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

/** Runs one command: its exit status, what it printed as JSON, and, where it failed, its error code. */
export function mcpdo(...args) {
  return new Promise(resolve => {
    const child = execFile(process.execPath, [BINARY, '--format', 'json', '--stored-auth-only', ...args],
      { env, timeout: 25_000 }, (error, stdout, stderr) => {
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
