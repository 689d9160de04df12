// An authorization server as far as a resource server sees one: metadata, keys, introspection, and tokens without a login.
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import http from 'node:http';

const base64 = value => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
/** The scopes of the sample's tools. */
const SCOPE = 'files.read files.write net.fetch net.search system.read system.shell';

export class Issuer {
  #key = generateKeyPairSync('rsa', { modulusLength: 2048 });
  #kid = randomUUID();
  #server;
  #opaque = new Map();
  /** How often each path was asked for. */
  asked = new Map();

  static async start() {
    const issuer = new Issuer();
    issuer.#server = http.createServer((request, response) => issuer.#answer(request, response));
    await new Promise(resolve => issuer.#server.listen(0, '127.0.0.1', resolve));
    issuer.url = `http://127.0.0.1:${issuer.#server.address().port}`;
    return issuer;
  }

  #answer(request, response) {
    this.asked.set(request.url, (this.asked.get(request.url) ?? 0) + 1);
    if (request.url === '/introspect') {
      this.#introspect(request, response);
      return;
    }
    const documents = {
      '/.well-known/oauth-authorization-server': {
        issuer: this.url,
        authorization_endpoint: `${this.url}/authorize`,
        token_endpoint: `${this.url}/token`,
        jwks_uri: `${this.url}/jwks`,
        introspection_endpoint: `${this.url}/introspect`,
        response_types_supported: ['code'],
        code_challenge_methods_supported: ['S256'],
      },
      '/jwks': { keys: [{ ...this.#key.publicKey.export({ format: 'jwk' }), kid: this.#kid, use: 'sig', alg: 'RS256' }] },
    };
    const document = documents[request.url];
    response.writeHead(document ? 200 : 404, { 'content-type': 'application/json' });
    response.end(document ? JSON.stringify(document) : '{}');
  }

  /** RFC 7662: tells what an opaque token stands for. */
  #introspect(request, response) {
    let form = '';
    request.setEncoding('utf8').on('data', piece => { form += piece; }).on('end', () => {
      const claims = this.#opaque.get(new URLSearchParams(form).get('token'));
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(claims ? { active: true, token_type: 'Bearer', ...claims } : { active: false }));
    });
  }

  #claims(resource) {
    const now = Math.floor(Date.now() / 1000);
    return { iss: this.url, aud: resource, sub: 'ada', scope: SCOPE, jti: randomUUID(), iat: now, exp: now + 3600 };
  }

  /** A good access token that must be introspected; each is another one. */
  opaqueToken(resource) {
    const token = randomUUID();
    this.#opaque.set(token, this.#claims(resource));
    return token;
  }

  /** A good access token for the resource; each is another one. */
  token(resource) {
    const claims = this.#claims(resource);
    const signed = `${base64({ alg: 'RS256', typ: 'at+jwt', kid: this.#kid })}.${base64(claims)}`;
    return `${signed}.${sign('sha256', Buffer.from(signed), this.#key.privateKey).toString('base64url')}`;
  }

  close() {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
