// Redeploys again and again under load, with OAuth, a cluster on Redis, open streams and running calls, and counts what is
// left of the earlier deployments: class loaders, servers, threads, and what the container's own leak detection says.
import { randomBytes } from 'node:crypto';
import { copyFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Issuer } from './issuer.mjs';
import { Jvm } from './jvm.mjs';
import { Server, whole } from './mcp.mjs';
import { eventually, expect, finish, pause, reporter } from './report.mjs';
import { troubles } from './troubles.mjs';

const { CONTAINER, ORIGIN, PID, LOG, WAR, WEBAPP, CONFIG, PLUGINS, LOADER, TIMES, REDIS } = process.env;
const RESOURCE = 'https://mcp.example/lmcp/mcp';
const WAIT_MILLIS = 120_000;

const log = () => readFileSync(LOG, 'utf8');
const starts = () => log().split('eras modern, legacy').length - 1;
const { check } = reporter(CONTAINER);

/** Callers that go on until they are told to stop, whatever becomes of the server. */
class Load {
  #over = false;
  #streams = [];
  calls = 0;
  refused = 0;

  constructor(url, issuer) {
    this.server = () => new Server(url, issuer.token(RESOURCE));
    this.done = Promise.all([...Array.from({ length: 4 }, () => this.#calling()), this.#opening()]);
  }

  async #calling() {
    while (!this.#over) {
      const answer = await this.server().call('add', { a: 1, b: 2 }).then(whole, () => ({ status: 0 }));
      this[answer.status === 200 ? 'calls' : 'refused']++;
      await pause(5);
    }
  }

  /** Streams of both eras, calls that would run for minutes, and some that end in time. */
  async #opening() {
    const keep = promise => promise.then(stream => this.#streams.push(stream), () => {});
    const server = this.server();
    await Promise.all(Array.from({ length: 20 }, () => keep(server.listen())));
    for (let at = 0; at < 5; at++) {
      const session = await server.session().catch(() => undefined);
      await Promise.all(session ? [keep(session.stream()), keep(session.call('sleep', { millis: 500 }))] : []);
    }
    const progress = { meta: { progressToken: 'p' } };
    await Promise.all([1, 2, 3].map(() => keep(server.call('sleep', { millis: 600_000 }, progress))));
  }

  async stop() {
    this.#over = true;
    this.#streams.forEach(stream => stream.close());
    await this.done;
  }
}

async function serving(url, issuer) {
  const server = new Server(url, issuer.token(RESOURCE));
  await eventually(WAIT_MILLIS, 'a call that is answered', () =>
    server.call('add', { a: 1, b: 2 }).then(whole, () => ({ status: 0 })).then(answer => answer.status === 200));
}

async function redeploy(url, issuer) {
  const load = new Load(url, issuer);
  await eventually(WAIT_MILLIS, 'load', () => load.calls >= 50);
  const before = starts();
  deploy();
  await eventually(WAIT_MILLIS, 'another start', () => starts() > before);
  await serving(url, issuer);
  await load.stop();
  return load;
}

/**
 * What is still there when nothing of an earlier deployment ought to be.
 *
 * Up to Java 23 a thread remembers whose code was running when it was made, and a pool makes some while an application
 * ends an exchange. Tomcat replaces such threads, one a second, when they have served another request; hence the calls.
 */
async function leftovers(jvm, server) {
  let last;
  await eventually(120_000, 'the end of all earlier deployments', async () => {
    for (let at = 0; at < 20; at++) {
      await whole(await server.call('add', { a: 1, b: 2 }));
    }
    const live = jvm.live();
    const threads = jvm.threads().filter(name => name.startsWith('lmcp-'));
    last = {
      loaders: live.count(LOADER),
      servers: live.count('dev.lmcp.server.Engine'),
      timers: threads.filter(name => name === 'lmcp-timer').length,
      threads,
      bytes: live.bytes,
    };
    return last.loaders === 1 && last.servers === 1 && last.timers === 1;
  }).catch(error => {
    jvm.dump(`${LOG}.hprof`);
    throw new Error(`${error.message}: ${JSON.stringify(last)}`);
  });
  return last;
}

const mega = bytes => `${(bytes / 1024 / 1024).toFixed(1)} MiB`;

function deploy() {
  copyFileSync(WAR, `${WEBAPP}.new`);
  renameSync(`${WEBAPP}.new`, WEBAPP);
}

async function redeploys(url, issuer, jvm) {
  const server = new Server(url, issuer.token(RESOURCE));
  deploy();
  await serving(url, issuer);
  await redeploy(url, issuer);
  const first = await leftovers(jvm, server);
  let calls = 0;
  for (let time = 1; time < TIMES; time++) {
    calls += (await redeploy(url, issuer)).calls;
  }
  const last = await leftovers(jvm, server);
  expect(last.threads.length <= first.threads.length + 4, last.threads.join(' '));
  return `nothing left; heap ${mega(last.bytes)} after ${TIMES}, ${mega(first.bytes)} after 1; ${calls} calls meanwhile`;
}

const issuer = await Issuer.start();
const keys = `${CONFIG}.keys`;
writeFileSync(keys, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
writeFileSync(CONFIG, `lmcp.auth = oauth
lmcp.auth.oauth.resource = ${RESOURCE}
lmcp.auth.oauth.issuer = ${issuer.url}
lmcp.plugin-directory = ${PLUGINS}
lmcp.cluster = redis
lmcp.cluster.redis.addresses = 127.0.0.1:${REDIS}
lmcp.state-key-file = ${keys}
lmcp.limits.drain-timeout = 2s
`);
const url = `${ORIGIN}/lmcp/mcp`;
await check(`${TIMES} redeploys under load`, () => redeploys(url, issuer, new Jvm(PID)), TIMES * 60_000);
await check('the log of the redeploys has no warning', async () => {
  const found = troubles(log());
  found.forEach(trouble => console.log(trouble));
  expect(found.length === 0, `${found.length} warnings, the first: ${found[0]}`);
});
finish();
