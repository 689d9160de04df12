// What an authorization server may do wrong, and what callers with good tokens notice of it.
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fake } from './fake.mjs';
import { atOnce, p99, spread, steady } from './load.mjs';
import { address, selfCheck, serve } from './lmcp.mjs';
import { bearer, call, statuses } from './mcp.mjs';
import { eventually, pause } from './processes.mjs';
import { expect } from './report.mjs';

/** Seconds instead of minutes: fresh for 2, asked again for an unknown key after 1. */
const QUICK = {
  'lmcp.auth.oauth.jwks.min-ttl': '2s',
  'lmcp.auth.oauth.jwks.max-ttl': '2s',
  'lmcp.auth.oauth.jwks.cooldown': '1s',
};

/** Starts lmcp with its usual numbers, except for these. */
async function behind(fake, name, settings = {}) {
  const resource = await address();
  return serve(name, resource, { 'lmcp.auth.oauth.issuer': fake.issuer, ...settings });
}

async function fakeWithKey(kid) {
  const fake = await Fake.create();
  const key = await fake.key(kid);
  fake.published = [key];
  return { fake, key };
}

/** Waits until a token is accepted. */
function accepted(server, token) {
  return eventually(20_000, async () => (await call(server.resource, bearer(token))).status === 200, 'an accepted call');
}

async function stampede(checks) {
  const { fake, key } = await fakeWithKey();
  await fake.listen();
  let open;
  fake.gate = new Promise(resolve => { open = resolve; });
  const server = await behind(fake, 'stampede');
  const token = await fake.token(key, server.resource);
  await checks.check('1 000 parallel first requests cause one fetch', async () => {
    expect(fake.fetches <= 1, `${fake.fetches} fetches before the first request`);
    const flood = atOnce(server.resource, 1000, bearer(token));
    await pause(800);
    open();
    const answers = await flood;
    expect(answers.every(({ status }) => status === 200 || status === 503), statuses(answers));
    await accepted(server, token);
    expect(fake.fetches === 1, `${fake.fetches} fetches`);
    return `1 fetch; ${statuses(answers)}`;
  });
  await server.stop();
  await fake.close();
}

async function rotation(checks) {
  const { fake, key: old } = await fakeWithKey('old');
  await fake.listen();
  const server = await behind(fake, 'rotation', QUICK);
  const oldToken = await fake.token(old, server.resource);
  await accepted(server, oldToken);
  let signing = old;
  // Each call has a token of its own, so that the cache of tokens has no part in it.
  const load = steady(server.resource, 4, async () => bearer(await fake.token(signing, server.resource)), 5);
  await checks.check('keys rotate under load and nobody is refused', async () => {
    await pause(1_000);
    const next = await fake.key('next');
    fake.published = [old, next];
    await pause(1_100);
    signing = next;
    await pause(2_000);
    fake.published = [next];
    await pause(1_500);
    const answers = await load.stop();
    expect(answers.length > 100 && answers.every(({ status }) => status === 200), statuses(answers));
    return `${statuses(answers)}, p99 ${p99(answers).toFixed(0)} ms`;
  });
  await checks.check('a token of the old key is refused after the refresh', async () => {
    const fetches = fake.fetches;
    await eventually(10_000, () => fake.fetches > fetches + 1, 'a fetch');
    const answer = await call(server.resource, bearer(oldToken));
    expect(answer.status === 401 && answer.challenge.includes('invalid_token'), answer);
    return '401, though it was cached as good a moment ago';
  });
  await server.stop();
  await fake.close();
}

async function misbehaving(checks) {
  const { fake, key } = await fakeWithKey();
  await fake.listen();
  const server = await behind(fake, 'misbehaving', QUICK);
  const token = () => fake.token(key, server.resource);
  await accepted(server, await token());
  for (const behaviour of ['broken', 'empty', 'failing', 'redirecting', 'huge', 'trickling']) {
    await checks.check(`keys that are ${behaviour} are not taken, and the old ones serve`, async () => {
      fake.behaviour = behaviour;
      const fetches = fake.fetches;
      const load = steady(server.resource, 2, async () => bearer(await token()), 20);
      try {
        await eventually(15_000, () => fake.fetches >= fetches + 2, 'a second fetch');
      } finally {
        fake.behaviour = 'good';
        await load.stop();
      }
      expect(load.answers.every(({ status }) => status === 200), statuses(load.answers));
      expect(fake.strangers === 0, 'a redirect that was followed');
      const known = fake.fetches;
      await eventually(15_000, () => fake.fetches > known, 'a fetch that succeeds');
      return `${statuses(load.answers)}, p99 ${p99(load.answers).toFixed(0)} ms`;
    });
  }
  await server.stop();
  await fake.close();
}

async function unusableFromTheStart(checks) {
  for (const behaviour of ['broken', 'redirecting', 'huge', 'trickling']) {
    const { fake, key } = await fakeWithKey();
    fake.behaviour = behaviour;
    await fake.listen();
    const server = await behind(fake, `unusable-${behaviour}`, QUICK);
    await checks.check(`keys that are ${behaviour} from the start mean 503`, async () => {
      const token = await fake.token(key, server.resource);
      const answer = await call(server.resource, bearer(token));
      expect(answer.status === 503 && answer.retryAfter === '5' && answer.challenge === '', answer);
      fake.behaviour = 'good';
      await accepted(server, token);
      return '503 with Retry-After, then 200 once they are sound';
    });
    await server.stop();
    await fake.close();
  }
}

async function stopped(checks, slow) {
  const { fake, key } = await fakeWithKey();
  await fake.listen();
  const server = await behind(fake, 'stopped', { ...QUICK, 'lmcp.auth.oauth.jwks.max-stale': '6s' });
  const token = () => fake.token(key, server.resource);
  await accepted(server, await token());
  await checks.check('the issuer is gone: its keys serve until the stale limit, then 503', async () => {
    await fake.close();
    const began = performance.now();
    const served = await eventually(20_000, async () => {
      const answer = await call(server.resource, bearer(await token()));
      expect(answer.status === 200 || answer.status === 503, answer);
      return answer.status === 503 && { answer, millis: performance.now() - began };
    }, '503');
    // The last fetch was up to 2 s before, and the keys are then fresh for 2 s and stale for 6.
    expect(served.millis > 5_500 && served.millis < 9_500, `${served.millis} ms`);
    expect(served.answer.retryAfter === '5' && served.answer.challenge === '', served.answer);
    return `served for ${(served.millis / 1000).toFixed(1)} s, then 503 with Retry-After`;
  });
  if (slow) {
    await checks.check('the issuer is back after the limit: so is the server, within its minute', async () => {
      await fake.listen();
      const began = performance.now();
      await eventually(70_000, async () => (await call(server.resource, bearer(await token()))).status === 200, '200');
      return `after ${((performance.now() - began) / 1000).toFixed(0)} s`;
    }, { limit: 80_000 });
  }
  await server.stop();
  await fake.close();
}

async function downAtStart(checks) {
  const { fake, key } = await fakeWithKey();
  const server = await behind(fake, 'down');
  await checks.check('the issuer is down at the start: 503, then recovery by itself', async () => {
    const token = await fake.token(key, server.resource);
    await pause(2_000);
    const answer = await call(server.resource, bearer(token));
    expect(answer.status === 503 && answer.retryAfter === '5' && answer.challenge === '', answer);
    await fake.listen();
    const began = performance.now();
    await accepted(server, token);
    return `503 with Retry-After, then 200 after ${((performance.now() - began) / 1000).toFixed(1)} s`;
  });
  await server.stop();
  await fake.close();
}

/** The keys stay fresh, so that only a token can be the reason for a fetch. */
const PATIENT = { 'lmcp.auth.oauth.jwks.cooldown': '1s' };

async function replaced(checks) {
  const { fake, key: old } = await fakeWithKey('the-only-id');
  const { jwk } = old;
  fake.published = ['RS256', 'RS384', 'RS512'].map(alg => ({ jwk: { ...jwk, alg } }));
  fake.published.unshift({ jwk: null });
  await fake.listen();
  const server = await behind(fake, 'replaced', PATIENT);
  const oldToken = await fake.token(old, server.resource);
  await checks.check('a key that is listed for three algorithms, beside a null', async () => {
    await accepted(server, oldToken);
    return '200';
  });
  await checks.check('a new key under the old id is fetched by its first token', async () => {
    const next = await fake.key('the-only-id');
    fake.published = [next];
    await pause(1_100);
    const fetches = fake.fetches;
    const answer = await call(server.resource, bearer(await fake.token(next, server.resource)));
    expect(answer.status === 200, answer);
    expect((await call(server.resource, bearer(oldToken))).status === 401, 'the old key still verifies');
    expect(fake.fetches === fetches + 1, `${fake.fetches - fetches} fetches`);
    return '200 after one fetch, and 401 for the old key';
  });
  await server.stop();
  await fake.close();
}

async function movedKeys(checks) {
  const { fake, key: old } = await fakeWithKey('old');
  await fake.listen();
  const server = await behind(fake, 'moved', PATIENT);
  await accepted(server, await fake.token(old, server.resource));
  await checks.check('the keys move to another URL of the issuer', async () => {
    const next = await fake.key('next');
    fake.keysPath = '/keys/2';
    fake.published = [next];
    await pause(1_100);
    const token = await fake.token(next, server.resource);
    const began = performance.now();
    const first = await call(server.resource, bearer(token));
    expect(first.status === 503, first);
    await accepted(server, token);
    return `503, then 200 after ${((performance.now() - began) / 1000).toFixed(1)} s`;
  });
  await server.stop();
  await fake.close();
}

async function unknownWhileDown(checks) {
  const { fake, key } = await fakeWithKey();
  await fake.listen();
  const server = await behind(fake, 'unknown-while-down', { 'lmcp.auth.oauth.jwks.cooldown': '5s' });
  await accepted(server, await fake.token(key, server.resource));
  await checks.check('the keys cannot be fetched: an unknown key id means 503 each time', async () => {
    const next = await fake.key();
    const token = await fake.token(next, server.resource);
    await pause(5_100);
    fake.behaviour = 'failing';
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const answer = await call(server.resource, bearer(token));
      expect(answer.status === 503 && answer.challenge === '', answer);
    }
    expect((await call(server.resource, bearer(await fake.token(key, server.resource)))).status === 200, 'the known key');
    fake.behaviour = 'good';
    fake.published = [key, next];
    await accepted(server, token);
    return '503, 503, 503, then 200';
  });
  await server.stop();
  await fake.close();
}

async function oneOfTwo(checks) {
  const { fake: up, key } = await fakeWithKey();
  const { fake: down, key: unreachable } = await fakeWithKey();
  await up.listen();
  const resource = await address();
  const server = await serve('one-of-two', resource, {
    'lmcp.auth.oauth.issuers.up.issuer': up.issuer,
    'lmcp.auth.oauth.issuers.down.issuer': down.issuer,
  });
  const readiness = async () => (await fetch(new URL('/health/ready', resource))).status;
  await checks.check('one of two issuers is down: ready, and only its tokens get 503', async () => {
    await accepted(server, await up.token(key, resource));
    const ready = await readiness();
    const answer = await call(resource, bearer(await down.token(unreachable, resource)));
    expect(ready === 200 && answer.status === 503, { ready, answer });
    return 'ready 200, tokens 200 and 503';
  });
  await server.stop();
  await up.close();
  const lonely = await behind(up, 'none-of-one');
  await checks.check('the only issuer is down: not ready', async () => {
    const status = (await fetch(new URL('/health/ready', lonely.resource))).status;
    expect(status === 503, status);
    return 'ready 503';
  });
  await lonely.stop();
}

/** What introspection says of tokens that name nobody, and of such that are no bearer tokens. */
async function namelessTokens(checks) {
  const fake = await Fake.create();
  await fake.listen();
  const secret = join(process.env.OAUTH_WORK, 'fake-introspection-secret');
  writeFileSync(secret, 'secret', { mode: 0o600 });
  const settings = {
    'lmcp.auth.oauth.token-format': 'opaque',
    'lmcp.auth.oauth.introspection.client-id': 'lmcp',
    'lmcp.auth.oauth.introspection.client-secret-file': secret,
  };
  const server = await behind(fake, 'nameless', settings);
  const known = {};
  fake.introspect = token => (token in known
    ? { active: true, client_id: 'app', aud: server.resource, ...known[token] }
    : { active: false });
  const present = async (token, members) => {
    known[token] = members;
    return call(server.resource, bearer(token), { tool: 'whoami', args: {} });
  };
  await checks.check('persons without a subject are refused', async () => {
    for (const name of ['alice', 'bob']) {
      const answer = await present(`person-${name}`, { username: name });
      expect(answer.status === 401, answer);
    }
    expect(/claim_missing: 'sub' is absent, but 'username' is there/.test(server.log()), server.log());
    return '401, and the log names principal-claim';
  });
  await checks.check('tokens that say nothing are callers of their own', async () => {
    const [one, other] = [await present('bare-1', {}), await present('bare-2', {})];
    expect(one.status === 200 && other.status === 200, one);
    const [first, second] = [one, other].map(answer => /app#[0-9a-f]{16}/.exec(answer.body)?.[0]);
    expect(first && second && first !== second, one.body);
    return `${first} and ${second}`;
  });
  await checks.check("a client's own token is the client's", async () => {
    const answer = await present('own', { grant_type: 'client_credentials' });
    expect(answer.status === 200 && !answer.body.includes('app#'), answer);
    return '200';
  });
  await checks.check('a token of type DPoP without its key, and one of another type', async () => {
    for (const type of ['DPoP', 'mac']) {
      const answer = await present(`type-${type}`, { sub: 'ada', token_type: type });
      expect(answer.status === 401, answer);
    }
    return '401';
  });
  await checks.check('--check asks about an invented token', async () => {
    const { status, text } = await selfCheck('nameless', await address(), { 'lmcp.auth.oauth.issuer': fake.issuer, ...settings });
    expect(status === 0 && /says of an invented token that it is not active/.test(text), text);
    fake.introspect = undefined;
    const broken = await selfCheck('nameless', await address(), { 'lmcp.auth.oauth.issuer': fake.issuer, ...settings });
    expect(broken.status === 1 && /introspection request with status 404/.test(broken.text), broken.text);
    return 'good, and bad without the endpoint';
  });
  await checks.check('garbage while nobody answers is one line in the log', async () => {
    const before = server.log().length;
    for (let number = 0; number < 50; number += 1) {
      const answer = await call(server.resource, bearer(`garbage-${number}`));
      expect(answer.status === 503, answer);
    }
    const lines = server.log().slice(before).split('\n').filter(line => line.includes('responds to an introspection request'));
    expect(lines.length <= 1, lines);
    return `50 times 503, ${lines.length} line`;
  });
  await server.stop();
  await fake.close();
}

async function randomKeyIds(checks) {
  const { fake, key } = await fakeWithKey();
  await fake.listen();
  const server = await behind(fake, 'random-kids');
  const good = async () => bearer(await fake.token(key, server.resource));
  await accepted(server, (await good()).slice('Bearer '.length));
  const [header, payload, signature] = (await fake.token(key, server.resource)).split('.');
  const headerWith = kid => Buffer.from(JSON.stringify({ alg: 'RS256', typ: 'at+jwt', kid })).toString('base64url');
  const unknown = () => `Bearer ${headerWith(randomUUID())}.${payload}.${signature}`;
  const noise = at => Buffer.from(`${at}`.padEnd(256, 'x')).toString('base64url');
  const forged = at => `Bearer ${header}.${payload}.${noise(at)}`;
  const elsewhere = Buffer.from(JSON.stringify({ iss: 'https://elsewhere.example' })).toString('base64url');
  const foreign = at => `Bearer ${header}.${elsewhere}.${noise(at)}`;

  async function during(credentials) {
    const valid = steady(server.resource, 2, good, 5);
    const flood = await spread(server.resource, 10_000, 10_000, credentials);
    return { flood, valid: await valid.stop() };
  }

  await during(foreign);
  // The same flood, without a reason to ask for keys: what is slower is so on account of the machine.
  const control = await during(foreign);
  // A request that waits for a fetch would now be seen to.
  fake.delay = 1_500;
  const harmless = (what, credentials) => checks.check(`10 000 ${what} in 10 s: one fetch at most, and no harm to the valid`, async () => {
    await pause(1_000);
    const fetches = fake.fetches;
    const attack = await during(credentials);
    const caused = fake.fetches - fetches;
    expect(caused <= 1, `${caused} fetches`);
    expect(attack.valid.every(({ status }) => status === 200), statuses(attack.valid));
    expect(attack.flood.answers.every(({ status }) => status === 401 || status === 503), statuses(attack.flood.answers));
    const [quiet, loud] = [p99(control.valid), p99(attack.valid)];
    expect(loud < 2 * quiet + 50, `p99 of ${loud.toFixed(0)} ms, without the attack ${quiet.toFixed(0)} ms`);
    return `${caused} fetch(es) in ${(attack.flood.millis / 1000).toFixed(1)} s; the attacker saw ${statuses(attack.flood.answers)};`
      + ` p99 of ${attack.valid.length} valid calls ${loud.toFixed(0)} ms, as against ${quiet.toFixed(0)} ms`;
  }, { limit: 120_000 });
  await harmless('random key ids', unknown);
  await harmless('wrong signatures', forged);
  await server.stop();
  await fake.close();
}

async function wrongClock(checks) {
  const { fake } = await fakeWithKey();
  await fake.listen();
  const check = async (offset, good, pattern) => {
    fake.dateOffset = offset;
    const { status, text } = await selfCheck('clock', await address(), { 'lmcp.auth.oauth.issuer': fake.issuer });
    expect((status === 0) === good && pattern.test(text), `${status}: ${text}`);
    return pattern.exec(text)[0];
  };
  await checks.check('--check, our clock two minutes fast', () => check(-120_000, false, /our clock is 1[12]\d s ahead.*NTP/));
  await checks.check('--check, a clock 10 s off', () => check(10_000, true, /our clock is -\d+ s ahead.*/));
  await fake.close();
}

/** Everything that may go wrong. */
export async function faultChecks(checks, slow) {
  await stampede(checks);
  await rotation(checks);
  await misbehaving(checks);
  await unusableFromTheStart(checks);
  await stopped(checks, slow);
  await downAtStart(checks);
  await replaced(checks);
  await movedKeys(checks);
  await unknownWhileDown(checks);
  await oneOfTwo(checks);
  await namelessTokens(checks);
  await randomKeyIds(checks);
  await wrongClock(checks);
}
