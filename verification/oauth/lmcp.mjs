// lmcp itself: the sample's archive, with the OAuth plugin in a plugin folder.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, printed, start, stop } from './processes.mjs';

const { OAUTH_WORK, OAUTH_WAR, OAUTH_PLUGINS } = process.env;

let count = 0;

/** Reserves an address, so that an authorization server can name it before lmcp runs. */
export async function address() {
  return `http://127.0.0.1:${await freePort()}/mcp`;
}

/** How lmcp is called for this resource with these settings, which stand in a file as an operator would have them. */
function commandLine(name, resource, settings) {
  const file = join(OAUTH_WORK, `${name}-${++count}.properties`);
  const all = { 'lmcp.auth': 'oauth', 'lmcp.auth.oauth.resource': resource, ...settings };
  writeFileSync(file, Object.entries(all).map(([key, value]) => `${key} = ${value}\n`).join(''));
  return ['-Xmx512m', '-jar', OAUTH_WAR, '--port', new URL(resource).port, '--config', file, '--plugins', OAUTH_PLUGINS];
}

/** Starts a server; settings are lmcp's own keys. */
export async function serve(name, resource, settings) {
  const started = start(`lmcp-${name}`, 'java', commandLine(name, resource, settings));
  await printed(started, new RegExp(`${resource.replaceAll('.', '\\.')}`), 60_000).catch(async error => {
    await stop(started);
    throw error;
  });
  await listening(resource);
  return { resource, log: () => started.text, stop: () => stop(started) };
}

async function listening(resource) {
  for (;;) {
    try {
      return await fetch(resource);
    } catch {
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }
}

/** Runs --check, and returns its status and what it said. */
export async function selfCheck(name, resource, settings) {
  const started = start(`check-${name}`, 'java', [...commandLine(name, resource, settings), '--check']);
  const status = await started.end;
  return { status, text: started.text };
}
