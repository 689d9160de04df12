// What a person with the official client sees, with a real Keycloak behind lmcp.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { person, text } from './client.mjs';
import { addMachine, addScopes, allowScope, makeRealm, PERSON } from './keycloak.mjs';
import { address, selfCheck, serve } from './lmcp.mjs';
import { bearer, call } from './mcp.mjs';
import { eventually, pause } from './processes.mjs';
import { expect } from './report.mjs';

const LIFETIME_SECONDS = 20;

/** Nothing is asked for at first: the client then gets what the realm gives by default, and may ask for more later. */
const RULES = { 'lmcp.scopes.tool.add': 'tools.add' };

/** What the client must have gone through, in this order, before its first tool call. */
const WAY = [
  ['the call that is refused', step => step.status === 401 && step.challenge.includes('resource_metadata=')],
  ['protected-resource metadata', step => step.url.includes('/.well-known/oauth-protected-resource') && step.status === 200],
  ['authorization-server metadata', step => /\.well-known\/(oauth-authorization-server|openid-configuration)/.test(step.url) && step.status === 200],
  ['registration', step => step.url.includes('/clients-registrations/') && step.status === 201],
  ['code for tokens', step => step.grant === 'authorization_code' && step.status === 200],
  ['the call that succeeds', step => step.method === 'POST' && step.url.endsWith('/mcp') && step.status === 200],
];

/** What a client goes through whose token has expired. */
const REFRESHING = [
  ['the request that is refused', step => step.status === 401 && step.challenge.includes('error="invalid_token"')],
  ['a new token', step => step.grant === 'refresh_token' && step.status === 200],
  ['the call that succeeds', step => step.method === 'POST' && step.url.endsWith('/mcp') && step.status === 200],
];

function inOrder(steps, way) {
  let at = 0;
  for (const [what, is] of way) {
    const found = steps.findIndex((step, index) => index >= at && is(step));
    expect(found >= 0, `no '${what}' in ${JSON.stringify(steps)}`);
    at = found + 1;
  }
  return way.map(([what]) => what).join(' -> ');
}

async function dance(checks, era, resource) {
  const ada = person(resource, era, PERSON);
  await checks.check(`${era}: logs in from nothing`, async () => {
    await ada.connect();
    expect(ada.era() === era, ada.era());
    const asked = ada.memory.asked[0].searchParams;
    expect(asked.get('code_challenge_method') === 'S256', asked.toString());
    expect(asked.get('resource') === resource, asked.toString());
    return inOrder(ada.steps, WAY);
  });
  await checks.check(`${era}: calls a tool as herself`, async () => {
    const said = text(await ada.call('whoami'));
    expect(said.includes('/realms/demo') && said.includes('email') && !said.includes('tools.add'), said);
    return said;
  });
  await checks.check(`${era}: refreshes when the token has expired`, async () => {
    const before = ada.steps.length;
    await pause((LIFETIME_SECONDS + 2) * 1000);
    const said = text(await ada.call('echo', { text: 'still here' }));
    expect(said === 'still here', said);
    // In the legacy era the call may find it done: a listening stream ends with its token, and coming back refreshes.
    inOrder(ada.steps.slice(before), REFRESHING);
    expect(ada.memory.asked.length === 1, 'another login');
    return '401 invalid_token -> refresh_token -> 200, without a login';
  });
  await checks.check(`${era}: steps up for a tool beyond the scopes`, async () => {
    const before = ada.steps.length;
    const said = text(await ada.call('add', { a: 2, b: 3 }));
    const refusal = ada.steps.slice(before).find(step => step.status === 403);
    expect(said === '5', said);
    expect(/error="insufficient_scope".*scope="[^"]*tools\.add[^"]*".*resource_metadata="/.test(refusal?.challenge), refusal);
    expect(ada.memory.asked.length === 2, `${ada.memory.asked.length} logins`);
    return `403 ${refusal.challenge.slice(0, 120)}… -> authorization -> 5`;
  });
  await ada.close();
}

/** With a scope in the first challenge the client registers for that scope, and Keycloak never gives it another. */
async function scopeAtFirst(checks, root, resource) {
  const ada = person(resource, 'modern', PERSON);
  await checks.check('a required scope is asked for at the first login', async () => {
    await ada.connect();
    const said = text(await ada.call('whoami'));
    expect(said.includes('tools.read'), said);
    return said;
  });
  await checks.check('step-up, where Keycloak knows the client for its first scopes only', async () => {
    const refused = await ada.call('add', { a: 2, b: 3 }).then(text, error => error.message);
    expect(refused.includes('invalid_scope') || refused.includes('Invalid scopes'), refused);
    await allowScope(root, ada.memory.clientInformation().client_id, 'tools.add');
    const said = text(await ada.call('add', { a: 2, b: 3 }));
    expect(said === '5', said);
    return `'${refused}', and success once the client may have the scope`;
  });
  await ada.close();
}

/** What the metadata lists is what a client asks for where the challenge names nothing. */
async function everythingAtFirst(checks, resource) {
  const ada = person(resource, 'modern', PERSON);
  await checks.check('all scopes are asked for at the first login, where the metadata lists them', async () => {
    await ada.connect();
    expect(text(await ada.call('add', { a: 2, b: 3 })) === '5', 'no 5');
    expect(ada.memory.asked.length === 1, `${ada.memory.asked.length} logins`);
    return text(await ada.call('whoami'));
  });
  await ada.close();
}

/** The tools for files: one scope to read, another one to write. */
async function filesStepUp(checks, era, resource, folder) {
  const ada = person(resource, era, PERSON);
  const path = `${era}.txt`;
  writeFileSync(join(folder, path), 'before');
  const refusal = (since, scope) => ada.steps.slice(since).find(step => step.status === 403
    && new RegExp(`error="insufficient_scope".*scope="[^"]*${scope.replace('.', '\\.')}[^"]*"`).test(step.challenge));
  await checks.check(`${era}: reads a file once it has files.read`, async () => {
    await ada.connect();
    expect(text(await ada.call('read_file', { path })) === 'before', 'another text');
    expect(refusal(0, 'files.read'), ada.steps);
    const said = text(await ada.call('whoami'));
    expect(said.includes('files.read') && !said.includes('files.write'), said);
    return said;
  });
  await checks.check(`${era}: is told to ask for files.write, steps up, and writes`, async () => {
    const before = ada.steps.length;
    const logins = ada.memory.asked.length;
    const said = text(await ada.call('write_file', { path, content: 'after' }));
    const seen = refusal(before, 'files.write');
    expect(seen, ada.steps.slice(before));
    expect(ada.memory.asked.length === logins + 1, `${ada.memory.asked.length - logins} logins`);
    expect(readFileSync(join(folder, path), 'utf8') === 'after', said);
    return `403 ${seen.challenge.slice(0, 120)}… -> authorization -> ${said}`;
  });
  await ada.close();
}

async function otherTokens(checks, root, server) {
  const forUs = await addMachine(root, 'machine', 'machine-secret', ['basic', 'mcp']);
  const forOthers = await addMachine(root, 'stranger', 'stranger-secret', ['basic']);
  await checks.check('a client with its own credentials', async () => {
    const answer = await call(server.resource, bearer(await forUs()), { tool: 'whoami', args: {} });
    expect(answer.status === 200 && answer.body.includes('machine'), answer);
    return 'accepted';
  });
  await checks.check('a token without the audience', async () => {
    const answer = await call(server.resource, bearer(await forOthers()));
    expect(answer.status === 401 && answer.challenge.includes('error="invalid_token"'), answer);
    const line = await eventually(5_000, () => server.log().split('\n').find(each => each.includes('audience')
      && each.includes(server.resource) && /WARN/.test(each)), 'the log line');
    const said = line.replace(/^.*?(?=token of issuer)/, '');
    const shown = readFileSync(join(dirname(process.env.OAUTH_RECIPES), 'troubleshooting.md'), 'utf8');
    expect(shown.includes(said.replace(server.resource, 'https://mcp.example/mcp')), said);
    return `401; the log, as the manual shows it: ${said}`;
  });
}

async function ownChecks(checks, issuer, resource) {
  const check = (what, settings, good, pattern) => checks.check(`--check, ${what}`, async () => {
    const { status, text: said } = await selfCheck('keycloak', resource, { ...RULES, ...settings });
    expect((status === 0) === good && pattern.test(said), `${status}: ${said}`);
    return pattern.exec(said)[0];
  });
  await check('all good', { 'lmcp.auth.oauth.issuer': issuer }, true, /metadata at .* names this issuer[\s\S]*usable for \[RS256\][\s\S]*no Date, so the clocks were not compared/);
  await check('an issuer that is none', { 'lmcp.auth.oauth.issuer': `${issuer}x` }, false, /issuer default: .*(404|metadata).*/);
  await check('an issuer with a slash too many', { 'lmcp.auth.oauth.issuer': `${issuer}/` }, false, /issuer default: .*expected.*/);
  await check('an algorithm nobody signs with', { 'lmcp.auth.oauth.issuer': issuer, 'lmcp.auth.oauth.algorithms': 'ES384' }, false, /usable for \[\] of \[ES384\].*/);
}

/** Everything with Keycloak. */
export async function keycloakChecks(checks, keycloak) {
  await keycloak.ready();
  const resource = await address();
  const issuer = await makeRealm(keycloak, { resource, asked: 'tools.add', more: 'tools.read', lifetime: LIFETIME_SECONDS });
  const settings = { ...RULES, 'lmcp.auth.oauth.issuer': issuer, 'lmcp.auth.oauth.clock-skew': '0s' };
  let server = await serve('keycloak', resource, settings);
  await Promise.all(['modern', 'legacy'].map(era => dance(checks, era, resource)));
  await otherTokens(checks, keycloak.root, server);
  await server.stop();
  const folder = mkdtempSync(join(process.env.OAUTH_WORK, 'files-'));
  await addScopes(keycloak.root, ['files.read', 'files.write']);
  server = await serve('keycloak-files', resource, { ...settings, 'lmcp.tools.files.directories': folder });
  await Promise.all(['modern', 'legacy'].map(era => filesStepUp(checks, era, resource, folder)));
  await server.stop();
  server = await serve('keycloak-scope', resource, { ...settings, 'lmcp.scopes.required': 'tools.read' });
  await scopeAtFirst(checks, keycloak.root, resource);
  await server.stop();
  server = await serve('keycloak-all', resource, { ...settings, 'lmcp.scopes.supported': 'tools.read tools.add' });
  await everythingAtFirst(checks, resource);
  await server.stop();
  await ownChecks(checks, issuer, resource);
}
