// A Keycloak of our own, set up by the recipe of docs/oauth.md.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, printed, start } from './processes.mjs';

const ADMIN = 'admin';

/** The realm that the recipe makes. */
const REALM = 'demo';

export const PERSON = { username: 'ada', password: 'lovelace' };

/** Starts Keycloak; its first start takes a minute and two, since it builds itself. */
export async function startKeycloak(home) {
  const port = await freePort();
  const args = [join(home, 'bin/kc.sh'), 'start-dev', '--http-host=127.0.0.1', `--http-port=${port}`];
  const started = start('keycloak', 'bash', args, {
    env: { KC_BOOTSTRAP_ADMIN_USERNAME: ADMIN, KC_BOOTSTRAP_ADMIN_PASSWORD: ADMIN, JAVA_OPTS_KC_HEAP: '-Xmx700m' },
  });
  return {
    root: `http://127.0.0.1:${port}`,
    home,
    ready: () => printed(started, /Listening on/, 240_000),
  };
}

async function token(root) {
  const body = new URLSearchParams({ grant_type: 'password', client_id: 'admin-cli', username: ADMIN, password: ADMIN });
  const response = await fetch(`${root}/realms/master/protocol/openid-connect/token`, { method: 'POST', body });
  return (await response.json()).access_token;
}

/** The administrator's REST interface. */
async function admin(root) {
  const authorization = `Bearer ${await token(root)}`;
  return async (method, path, json) => {
    const response = await fetch(`${root}/admin/realms${path}`, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      body: json && JSON.stringify(json),
    });
    const answer = await response.text();
    if (!response.ok) {
      throw new Error(`Keycloak answers ${response.status} to ${method} ${path}: ${answer}`);
    }
    return { id: response.headers.get('location')?.split('/').at(-1), json: answer && JSON.parse(answer) };
  };
}

const scope = (name, inToken, mappers = []) => ({
  name,
  protocol: 'openid-connect',
  attributes: { 'include.in.token.scope': String(inToken), 'display.on.consent.screen': 'true' },
  protocolMappers: mappers,
});

const audience = resource => ({
  name: 'audience',
  protocol: 'openid-connect',
  protocolMapper: 'oidc-audience-mapper',
  config: { 'included.custom.audience': resource, 'access.token.claim': 'true', 'id.token.claim': 'false' },
});

/** The commands that docs/oauth.md tells operators to type. */
function recipe() {
  const document = readFileSync(process.env.OAUTH_RECIPES, 'utf8');
  return /^### Keycloak$[\s\S]*?^```sh[^\n]*\n([\s\S]*?)^```$/m.exec(document)[1];
}

/** Creates the realm of the recipe for the resource, with one user account. */
export async function makeRealm({ root, home }, { resource, asked, more, lifetime }) {
  const commands = recipe()
    .replaceAll('https://keycloak.example', root)
    .replaceAll('https://mcp.example/mcp', resource)
    .replaceAll('tools.run', asked);
  const typed = start('recipe', 'bash', ['-euo', 'pipefail', '-c', commands], {
    env: { PATH: `${home}/bin:${process.env.PATH}`, HOME: process.env.OAUTH_WORK, KC_CLI_PASSWORD: ADMIN },
  });
  if (await typed.end !== 0) {
    throw new Error(`the recipe of docs/oauth.md failed: ${typed.text}`);
  }
  const call = await admin(root);
  await call('PUT', `/${REALM}`, { accessTokenLifespan: lifetime });
  const { id } = await call('POST', `/${REALM}/client-scopes`, scope(more, true, [audience(resource)]));
  await call('PUT', `/${REALM}/default-optional-client-scopes/${id}`);
  await call('POST', `/${REALM}/users`, {
    username: PERSON.username,
    enabled: true,
    emailVerified: true,
    email: 'ada@example.org',
    firstName: 'Ada',
    lastName: 'Lovelace',
    credentials: [{ type: 'password', value: PERSON.password, temporary: false }],
  });
  return `${root}/realms/${REALM}`;
}

/** Adds scopes that clients which register from now on may ask for. */
export async function addScopes(root, names) {
  const call = await admin(root);
  for (const name of names) {
    const { id } = await call('POST', `/${REALM}/client-scopes`, scope(name, true));
    await call('PUT', `/${REALM}/default-optional-client-scopes/${id}`);
  }
}

/** Lets a client ask for one more scope than it did when it registered. */
export async function allowScope(root, clientId, name) {
  const call = await admin(root);
  const client = (await call('GET', `/${REALM}/clients?clientId=${clientId}`)).json[0];
  const known = (await call('GET', `/${REALM}/client-scopes`)).json.find(each => each.name === name);
  await call('PUT', `/${REALM}/clients/${client.id}/optional-client-scopes/${known.id}`);
}

/** Adds a client that gets tokens for itself. */
export async function addMachine(root, clientId, secret, defaultScopes) {
  const call = await admin(root);
  await call('POST', `/${REALM}/clients`, {
    clientId,
    secret,
    publicClient: false,
    serviceAccountsEnabled: true,
    standardFlowEnabled: false,
    defaultClientScopes: defaultScopes,
  });
  return async () => {
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: secret });
    const response = await fetch(`${root}/realms/${REALM}/protocol/openid-connect/token`, { method: 'POST', body });
    return (await response.json()).access_token;
  };
}
