// Opaque tokens, another algorithm, tokens bound to a key, and keys that change: with npm's oidc-provider.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DpopSession } from '@modelcontextprotocol/client';
import { person, text } from './client.mjs';
import { address, selfCheck, serve } from './lmcp.mjs';
import { bearer, call } from './mcp.mjs';
import { APPLICATION, INSPECTOR, OidcProvider, PERSON, signingKey } from './provider.mjs';
import { eventually, pause } from './processes.mjs';
import { expect } from './report.mjs';

const RULES = { 'lmcp.scopes.required': 'tools.read', 'lmcp.scopes.tool.add': 'tools.add' };

/** The client that steps up is known beforehand: one that registers itself gets only the scopes of its registration. */
const KNOWN = { client: { client_id: APPLICATION } };

function refused(answer, error = 'invalid_token') {
  expect(answer.status === 401 && answer.challenge.includes(`error="${error}"`), answer);
}

async function opaque(checks, provider, resource) {
  const secret = join(process.env.OAUTH_WORK, 'introspection-secret');
  writeFileSync(secret, `${INSPECTOR.secret}\n`, { mode: 0o600 });
  const server = await serve('opaque', resource, {
    ...RULES,
    'lmcp.auth.oauth.issuer': provider.issuer,
    'lmcp.auth.oauth.token-format': 'opaque',
    'lmcp.auth.oauth.introspection.client-id': INSPECTOR.id,
    'lmcp.auth.oauth.introspection.client-secret-file': secret,
    'lmcp.auth.oauth.introspection.cache-ttl': '1s',
  });
  for (const era of ['modern', 'legacy']) {
    const grace = person(resource, era, PERSON, KNOWN);
    await checks.check(`opaque, ${era}: logs in, calls, steps up`, async () => {
      await grace.connect();
      const said = text(await grace.call('whoami'));
      expect(said.includes(PERSON.login) && !said.includes('tools.add'), said);
      expect(!grace.memory.tokens().access_token.includes('.'), 'a signed token');
      const sum = text(await grace.call('add', { a: 2, b: 3 }));
      expect(sum === '5' && grace.steps.some(step => step.status === 403), sum);
      return said;
    });
    await grace.close();
  }
  await checks.check('opaque: a revoked token is refused once the answer is old', async () => {
    const token = await provider.token(resource);
    expect((await call(resource, bearer(token))).status === 200, 'not accepted');
    await provider.revoke(token);
    await pause(1_100);
    const answer = await call(resource, bearer(token));
    refused(answer);
    return answer.challenge;
  });
  await checks.check("opaque: clients' own tokens name no subject, and go on", async () => {
    const answers = [];
    for (let number = 0; number < 2; number += 1) {
      answers.push(await call(resource, bearer(await provider.token(resource)), { tool: 'whoami', args: {} }));
    }
    expect(answers.every(({ status }) => status === 200), answers[0]);
    const [first, second] = answers.map(({ body }) => /machine#[0-9a-f]{16}/.exec(body)?.[0]);
    expect(first && second && first !== second, answers[0].body);
    return `${first} and ${second}`;
  });
  await checks.check('opaque: a token that nobody issued', async () => {
    refused(await call(resource, bearer('K3cQ-made-up')));
    return '401 invalid_token';
  });
  await checks.check('opaque: nobody to ask means 503, and 200 again afterwards', async () => {
    const token = await provider.token(resource);
    await provider.close();
    const answer = await call(resource, bearer(token));
    expect(answer.status === 503 && answer.retryAfter === '5' && answer.challenge === '', answer);
    await provider.listen();
    await eventually(5_000, async () => (await call(resource, bearer(token))).status === 200, '200');
    return '503 with Retry-After, then 200';
  });
  await server.stop();
}

async function bound(checks, provider, resource) {
  const grace = person(resource, 'modern', PERSON, { dpop: await DpopSession.create({ alg: 'ES256' }) });
  await checks.check('DPoP: registers, logs in, calls with a bound token', async () => {
    await grace.connect();
    const said = text(await grace.call('whoami'));
    expect(said.includes(PERSON.login), said);
    expect(/^dpop$/i.test(grace.memory.tokens().token_type), grace.memory.tokens().token_type);
    return said;
  });
  const { access_token: token } = grace.memory.tokens() ?? {};
  await checks.check('DPoP: the token as a plain bearer', async () => {
    refused(await call(resource, bearer(token)), 'invalid_dpop_proof');
    return '401';
  });
  await checks.check("DPoP: the token with a thief's proof", async () => {
    const thief = await DpopSession.create({ alg: 'ES256' });
    const proof = await thief.buildProof({ htm: 'POST', htu: resource, accessToken: token });
    const answer = await call(resource, `DPoP ${token}`, { headers: { dpop: proof } });
    refused(answer, 'invalid_dpop_proof');
    return answer.challenge;
  });
  await grace.close();
}

async function signed(checks, provider, resource) {
  const settings = {
    ...RULES,
    'lmcp.auth.oauth.issuer': provider.issuer,
    'lmcp.auth.oauth.algorithms': 'ES256',
    'lmcp.auth.oauth.dpop': 'accept',
    'lmcp.auth.oauth.jwks.min-ttl': '2s',
    'lmcp.auth.oauth.jwks.max-ttl': '2s',
    'lmcp.auth.oauth.jwks.cooldown': '1s',
  };
  const server = await serve('signed', resource, settings);
  const grace = person(resource, 'modern', PERSON, KNOWN);
  await checks.check('ES256: logs in, calls, steps up', async () => {
    await grace.connect();
    const said = text(await grace.call('whoami'));
    expect(text(await grace.call('add', { a: 2, b: 3 })) === '5', 'no 5');
    const header = JSON.parse(Buffer.from(grace.memory.tokens().access_token.split('.')[0], 'base64url'));
    expect(header.alg === 'ES256' && header.typ === 'at+jwt', header);
    return said;
  });
  await grace.close();
  await bound(checks, provider, resource);
  await checks.check('a token for another resource', async () => {
    refused(await call(resource, bearer(await provider.token('http://127.0.0.1:9/mcp'))));
    return '401 invalid_token';
  });
  await checks.check('--check', async () => {
    const { status, text: said } = await selfCheck('signed', resource, settings);
    expect(status === 0 && /usable for \[ES256\]/.test(said), said);
    return /our clock is.*/.exec(said)[0];
  });
  await server.stop();
}

async function rotated(checks, provider, resource, first) {
  const server = await serve('rotated', resource, {
    'lmcp.auth.oauth.issuer': provider.issuer,
    'lmcp.auth.oauth.algorithms': 'ES256',
    'lmcp.auth.oauth.jwks.min-ttl': '2s',
    'lmcp.auth.oauth.jwks.max-ttl': '2s',
    'lmcp.auth.oauth.jwks.cooldown': '1s',
  });
  const status = async token => (await call(resource, bearer(token))).status;
  await checks.check('keys rotate on demand', async () => {
    const second = await signingKey();
    const before = await provider.token(resource);
    await eventually(5_000, async () => (await status(before)) === 200, '200 for the first key');
    provider.useKeys(first, second);
    await pause(1_100);
    provider.useKeys(second, first);
    const after = await provider.token(resource);
    const kid = JSON.parse(Buffer.from(after.split('.')[0], 'base64url')).kid;
    expect(kid === second.kid, `still signed by ${kid}`);
    expect((await status(after)) === 200 && (await status(before)) === 200, 'a refusal while both are published');
    provider.useKeys(second);
    await eventually(5_000, async () => (await status(before)) === 401, '401 for the key that is gone');
    expect((await status(after)) === 200, 'a refusal of the new key');
    return 'both while both are published, the new one alone afterwards';
  });
  await server.stop();
}

/** Everything with oidc-provider. */
export async function providerChecks(checks) {
  const [opaqueResource, signedResource, rotatedResource] = [await address(), await address(), await address()];
  const provider = await OidcProvider.create({
    [opaqueResource]: 'opaque',
    [signedResource]: 'jwt',
    [rotatedResource]: 'jwt',
    'http://127.0.0.1:9/mcp': 'jwt',
  });
  const first = await signingKey();
  provider.useKeys(first);
  await provider.listen();
  await opaque(checks, provider, opaqueResource);
  await signed(checks, provider, signedResource);
  await rotated(checks, provider, rotatedResource, first);
  await provider.close();
}
