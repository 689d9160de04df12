// Processes of our own, each ended with us; and ports that are free.
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

const running = new Set();

/** Finds a free port. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Starts a command in a process group of its own; what it prints is kept, and lies in a log. */
export function start(name, command, args, { env = {}, folder = process.env.OAUTH_WORK } = {}) {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const log = createWriteStream(join(folder, `${name}.log`));
  const started = { child, name, text: '', ended: undefined };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', bytes => {
      started.text += bytes;
      log.write(bytes);
    });
  }
  started.end = new Promise(resolve => {
    const finish = status => {
      started.ended = status;
      running.delete(started);
      log.end();
      resolve(status);
    };
    child.on('error', error => {
      started.text += error.message;
      finish(127);
    });
    child.on('close', (code, signal) => finish(code ?? signal));
  });
  running.add(started);
  return started;
}

/** Waits until the process has printed a match, and returns it. */
export async function printed(started, pattern, millis) {
  const deadline = Date.now() + millis;
  while (Date.now() < deadline) {
    const match = pattern.exec(started.text);
    if (match) {
      return match;
    }
    if (started.ended !== undefined) {
      throw new Error(`'${started.name}' ended with ${started.ended}: ${started.text.slice(-1500)}`);
    }
    await pause(50);
  }
  throw new Error(`'${started.name}' did not print ${pattern} within ${millis} ms: ${started.text.slice(-1500)}`);
}

function signal(started, name) {
  try {
    process.kill(-started.child.pid, name);
  } catch {
    // It has ended by itself.
  }
}

/** Asks a process to end, and kills it if it has not after ten seconds. */
export async function stop(started) {
  if (started.ended !== undefined) {
    return;
  }
  signal(started, 'SIGTERM');
  const killer = setTimeout(() => signal(started, 'SIGKILL'), 10_000);
  await started.end;
  clearTimeout(killer);
}

export async function stopAll() {
  await Promise.all([...running].map(stop));
}

export function pause(millis) {
  return new Promise(resolve => setTimeout(resolve, millis));
}

/** Tries again and again until the attempt returns something true, or the time is over. */
export async function eventually(millis, attempt, what = 'the outcome') {
  const deadline = Date.now() + millis;
  let last;
  while (Date.now() < deadline) {
    last = await attempt();
    if (last) {
      return last;
    }
    await pause(100);
  }
  throw new Error(`${what} was not seen within ${millis} ms`);
}
