// npm's oidc-provider, whose tokens are opaque or signed by ES256, as the resource wants them.
import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';
import { BACK } from './client.mjs';
import { freePort } from './processes.mjs';

export const PERSON = { login: 'grace', password: 'hopper' };

/** The id of a client that people use, and that is known without registering. */
export const APPLICATION = 'application';

/** The client by which lmcp asks about tokens, and one that gets tokens for itself. */
export const INSPECTOR = { id: 'lmcp', secret: 'the-secret-of-lmcp-itself' };
const MACHINE = { id: 'machine', secret: 'the-secret-of-a-machine' };

const confidential = ({ id, secret }) => ({
  client_id: id,
  client_secret: secret,
  redirect_uris: [],
  response_types: [],
  grant_types: ['client_credentials'],
});

const application = {
  client_id: APPLICATION,
  application_type: 'native',
  token_endpoint_auth_method: 'none',
  redirect_uris: [BACK],
  response_types: ['code'],
  grant_types: ['authorization_code', 'refresh_token'],
};

const basic = ({ id, secret }) => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;

/** An EC key with a name of its own. */
export async function signingKey() {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: 'ES256', use: 'sig' };
}

/** Turns a private key into the keys for ID tokens, which no check reads. */
async function idTokenKey() {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: 'id-tokens', alg: 'RS256', use: 'sig' };
}

export class OidcProvider {
  #port;
  #server;
  #handler;
  #idTokens;
  #formats;

  /** Makes a server for resources, each with the format of its tokens: 'opaque' or 'jwt'. */
  static async create(formats) {
    const made = new OidcProvider();
    made.#port = await freePort();
    made.#formats = formats;
    made.#idTokens = await idTokenKey();
    made.issuer = `http://127.0.0.1:${made.#port}`;
    return made;
  }

  /** Publishes these keys, of which the first signs from now on. */
  useKeys(...keys) {
    const provider = new Provider(this.issuer, this.#settings(keys));
    this.#handler = provider.callback();
  }

  #settings(keys) {
    return {
      jwks: { keys: [...keys, this.#idTokens] },
      clients: [confidential(INSPECTOR), confidential(MACHINE), application],
      scopes: ['openid', 'offline_access', 'tools.read', 'tools.add'],
      features: {
        registration: { enabled: true },
        introspection: { enabled: true },
        revocation: { enabled: true },
        clientCredentials: { enabled: true },
        dPoP: { enabled: true },
        resourceIndicators: {
          enabled: true,
          useGrantedResource: () => true,
          getResourceServerInfo: (context, resource) => ({
            scope: 'tools.read tools.add',
            audience: resource,
            accessTokenFormat: this.#formats[resource],
            jwt: { sign: { alg: 'ES256' } },
          }),
        },
      },
      findAccount: (context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
      issueRefreshToken: () => true,
      cookies: { keys: ['only-for-this-run'] },
    };
  }

  listen() {
    this.#server = http.createServer((request, response) => this.#handler(request, response));
    return new Promise(resolve => this.#server.listen(this.#port, '127.0.0.1', resolve));
  }

  close() {
    this.#server.closeAllConnections();
    return new Promise(resolve => this.#server.close(resolve));
  }

  async #post(path, client, form) {
    const response = await fetch(`${this.issuer}${path}`, {
      method: 'POST',
      headers: { authorization: basic(client) },
      body: new URLSearchParams(form),
    });
    const answer = await response.text();
    if (!response.ok) {
      throw new Error(`oidc-provider answers ${response.status}: ${answer}`);
    }
    return answer && JSON.parse(answer);
  }

  /** A token of a client of its own. */
  async token(resource, scope = 'tools.read') {
    return (await this.#post('/token', MACHINE, { grant_type: 'client_credentials', resource, scope })).access_token;
  }

  revoke(token) {
    return this.#post('/token/revocation', MACHINE, { token });
  }
}
