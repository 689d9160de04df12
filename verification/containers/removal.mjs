// Deploys, asks, deploys anew, and at last removes the archive: then nothing of any deployment is left, the last one
// included. Beside the deployment there is nothing in the container.
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { Postgres } from '../cluster/postgres.mjs';
import { Issuer } from './issuer.mjs';
import { Jvm } from './jvm.mjs';
import { Server, whole } from './mcp.mjs';
import { eventually, expect, finish, pause, reporter } from './report.mjs';
import { ALL_AT_ONCE, SCENARIOS } from './scenarios.mjs';
import { troubles } from './troubles.mjs';

const { CONTAINER, ORIGIN, PID, LOG, WAR, WEBAPP, CONFIG, PLUGINS, LOADER, EACH, DEPLOYMENTS, SUFFIX, REDIS } = process.env;
const WAIT_MILLIS = 60_000;

const log = () => readFileSync(LOG, 'utf8');
const starts = () => log().split('eras modern, legacy').length - 1;
const jvm = new Jvm(PID);
const { check } = reporter(CONTAINER);
const signed = await Issuer.start();
const opaque = await Issuer.start();
const folder = `${CONFIG}.files`;
mkdirSync(folder, { recursive: true });
const context = {
  url: `${ORIGIN}/lmcp/mcp`, token: 'removal-removal-removal-removal-removal', pid: PID, plugins: PLUGINS, folder, signed,
  opaque, redis: REDIS, postgres: EACH && await Postgres.start(),
};

async function deploy() {
  const before = starts();
  copyFileSync(WAR, `${WEBAPP}.new`);
  renameSync(`${WEBAPP}.new`, WEBAPP);
  await eventually(WAIT_MILLIS, 'a start', () => starts() > before);
  const server = new Server(context.url);
  await eventually(WAIT_MILLIS, 'readiness', () =>
    server.get('/lmcp/health/ready').then(({ status }) => status === 200, () => false));
}

async function remove() {
  rmSync(WEBAPP);
  await eventually(WAIT_MILLIS, 'a removal', () =>
    new Server(context.url).get('/lmcp/health/live').then(({ status }) => status === 404, () => false));
  await eventually(WAIT_MILLIS, 'an empty folder', () => !existsSync(WEBAPP.replace(/\.war$/, '')));
}

/**
 * What is still there. Up to Java 23 a thread remembers whose code was running when it was made. Tomcat replaces such
 * threads, one a second, when they have served another request; hence the requests.
 */
async function nothingLeft(name) {
  let last;
  await eventually(WAIT_MILLIS, 'the end of all deployments', async () => {
    const server = new Server(ORIGIN);
    await Promise.all(Array.from({ length: 20 }, () => server.send('GET').then(whole, () => undefined)));
    const live = jvm.live();
    const threads = jvm.threads().filter(thread => thread.startsWith('lmcp-'));
    last = { loaders: live.count(LOADER), servers: live.count('dev.lmcp.server.Engine'), threads };
    return last.loaders === 0 && last.servers === 0 && threads.length === 0;
  }).catch(error => {
    const dump = `${LOG}.${name.replace(/\W+/g, '-')}.hprof`;
    jvm.dump(dump);
    throw new Error(`${error.message}: ${JSON.stringify(last)}; see ${dump}`);
  });
}

async function deployments(scenario) {
  writeFileSync(CONFIG, `${scenario.settings(context)}lmcp.limits.drain-timeout = 2s\n`);
  for (let time = 1; time <= DEPLOYMENTS; time++) {
    signed.asked.clear();
    opaque.asked.clear();
    await deploy();
    await scenario.run(context);
  }
  await remove();
  await pause(100);
  await nothingLeft(scenario.name);
}

for (const scenario of EACH ? [...SCENARIOS, ALL_AT_ONCE] : [ALL_AT_ONCE]) {
  await check(`nothing left of ${scenario.name}${SUFFIX}`, () => deployments(scenario), DEPLOYMENTS * 60_000 + WAIT_MILLIS);
}
await check(`the log of the removals has no warning${SUFFIX}`, async () => {
  const found = troubles(log());
  found.forEach(trouble => console.log(trouble));
  expect(found.length === 0, `${found.length} warnings, the first: ${found[0]}`);
});
finish();
