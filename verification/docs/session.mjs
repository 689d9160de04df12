// The console blocks of one page, run one after the other in a folder of their own, as a reader would type them.

import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { commands, Values } from './console.mjs';

// A build from scratch is among the commands.
const LIMIT = 300_000;
// The state that a command leaves for the next one: its environment variables and its working directory.
const KEEP = 'status=$?; { export -p; printf \'cd %q\\n\' "$PWD"; } >"$STATE"; pwd >"$STATE.folder"; exit $status';

export class Session {
  #values = new Values();
  #running = [];
  #folder;
  #environment;
  #state;
  #count = 0;

  /** Begins in a folder, with an environment that is told which port stands for the one on the page. */
  constructor(folder, environment, logs) {
    this.#folder = folder;
    this.#environment = environment;
    this.#state = join(logs, 'state');
    this.logs = logs;
    writeFileSync(this.#state, `cd '${folder}'\n`);
    writeFileSync(`${this.#state}.folder`, folder);
  }

  /** Does what a block says, and tells what was other than shown. */
  async block({ text, marks, language }) {
    if (marks.file) {
      await this.#write(marks.file, text);
    }
    if (language !== 'console') {
      return undefined;
    }
    if (marks.stays) {
      await this.close();
    }
    const typed = commands(text);
    for (const [i, { command, shown }] of typed.entries()) {
      const isLast = i === typed.length - 1;
      const odd = await this.#run(command, shown, { stays: isLast && marks.stays, fails: isLast && marks.fails });
      if (odd) {
        return `$ ${command}\n    ${odd}`;
      }
    }
    return undefined;
  }

  async #write(name, text) {
    await this.#assignPorts(text);
    const file = join(readFileSync(`${this.#state}.folder`, 'utf8').trim(), name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, this.#values.real(text));
  }

  async #assignPorts(text) {
    for (const port of this.#values.newPorts(text)) {
      this.#values.port(port, await freePort());
    }
  }

  async #run(command, shown, { stays, fails }) {
    await this.#assignPorts([command, ...shown, 'PORT=8080'].join('\n'));
    const log = join(this.logs, `${++this.#count}.log`);
    const child = this.#start(`${this.#values.real(command)}\n${KEEP}`, log);
    const output = () => readFileSync(log, 'utf8');
    if (stays) {
      this.#running.push(child);
      return this.#await(child, shown, output);
    }
    const status = await Promise.race([child.ended, pause(LIMIT).then(() => 'did not end within 300 s')]);
    if (typeof status === 'string') {
      kill(child);
      return status;
    }
    if ((status !== 0) !== Boolean(fails)) {
      return `ended with ${status}; expected ${fails ? 'a failure' : '0'}:\n${output()}`;
    }
    const odd = this.#values.match(shown, output());
    return odd && `expected ${odd}\n--- all of it:\n${output()}`;
  }

  #start(script, log) {
    const out = openSync(log, 'w');
    const child = spawn('bash', ['-c', `source "$STATE"\n${script}`], {
      cwd: this.#folder,
      detached: true,
      env: { ...this.#environment(text => this.#values.real(text)), STATE: this.#state },
      stdio: ['ignore', out, out],
    });
    closeSync(out);
    child.ended = new Promise(resolve => child.on('exit', (status, signal) => resolve(status ?? signal)));
    return child;
  }

  /** Waits until a server has printed what is shown, and leaves it running. */
  async #await(child, shown, output) {
    const ends = Date.now() + LIMIT;
    let ended;
    child.ended.then(status => { ended = status; });
    for (;;) {
      const odd = this.#values.match(shown, output());
      if (odd === undefined) {
        return undefined;
      }
      if (ended !== undefined || Date.now() > ends) {
        return `expected ${odd}\n--- ${ended === undefined ? 'not within 300 s' : `ended with ${ended}`}:\n${output()}`;
      }
      await pause(100);
    }
  }

  /** Ends what stayed. */
  async close() {
    for (const child of this.#running) {
      kill(child, 'SIGTERM');
      await Promise.race([child.ended, pause(20_000)]);
      kill(child, 'SIGKILL');
    }
    this.#running = [];
  }
}

const pause = millis => new Promise(resolve => setTimeout(resolve, millis));

function kill(child, signal = 'SIGKILL') {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has ended by itself.
  }
}

function freePort() {
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
