// An authorization server as far as a resource server sees one: metadata, keys, and tokens to be had without a login.
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import http from 'node:http';

const base64 = value => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

export class Issuer {
  #key = generateKeyPairSync('rsa', { modulusLength: 2048 });
  #kid = randomUUID();
  #server;

  static async start() {
    const issuer = new Issuer();
    issuer.#server = http.createServer((request, response) => issuer.#answer(request, response));
    await new Promise(resolve => issuer.#server.listen(0, '127.0.0.1', resolve));
    issuer.url = `http://127.0.0.1:${issuer.#server.address().port}`;
    return issuer;
  }

  #answer(request, response) {
    const documents = {
      '/.well-known/oauth-authorization-server': {
        issuer: this.url,
        authorization_endpoint: `${this.url}/authorize`,
        token_endpoint: `${this.url}/token`,
        jwks_uri: `${this.url}/jwks`,
        response_types_supported: ['code'],
        code_challenge_methods_supported: ['S256'],
      },
      '/jwks': { keys: [{ ...this.#key.publicKey.export({ format: 'jwk' }), kid: this.#kid, use: 'sig', alg: 'RS256' }] },
    };
    const document = documents[request.url];
    response.writeHead(document ? 200 : 404, { 'content-type': 'application/json' });
    response.end(document ? JSON.stringify(document) : '{}');
  }

  /** A good access token for the resource; each is another one. */
  token(resource) {
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: this.url, aud: resource, sub: 'ada', jti: randomUUID(), iat: now, exp: now + 3600 };
    const signed = `${base64({ alg: 'RS256', typ: 'at+jwt', kid: this.#kid })}.${base64(claims)}`;
    return `${signed}.${sign('sha256', Buffer.from(signed), this.#key.privateKey).toString('base64url')}`;
  }

  close() {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
