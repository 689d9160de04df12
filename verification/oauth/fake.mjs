// An authorization server that publishes metadata and keys, and does both badly when told to.
import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { freePort, pause } from './processes.mjs';

const HUGE = 400 * 1024;

/** How the keys may be answered. */
const BEHAVIOURS = {
  good: (fake, response) => fake.sendJson(response, { keys: fake.published.map(key => key.jwk) }),
  broken: (fake, response) => fake.send(response, 200, '<html>Bad gateway</html>'),
  empty: (fake, response) => fake.sendJson(response, { keys: [] }),
  failing: (fake, response) => fake.send(response, 503, 'down'),
  redirecting: (fake, response) => {
    response.setHeader('location', `${fake.issuer}/elsewhere`);
    fake.send(response, 302, '');
  },
  huge: (fake, response) => fake.sendJson(response, { keys: fake.published.map(key => key.jwk), pad: 'x'.repeat(HUGE) }),
  // A byte now and then: each read succeeds, and only the sum of them takes too long.
  trickling: (fake, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const timer = setInterval(() => response.write(' '), 200);
    response.on('close', () => clearInterval(timer));
  },
};

/** A server on a port of its own; it does not listen before it is told to. */
export class Fake {
  published = [];
  behaviour = 'good';
  delay = 0;
  /** The keys are not answered before this is done. */
  gate = Promise.resolve();
  maxAge = undefined;
  dateOffset = 0;
  fetches = 0;
  strangers = 0;
  /** Where the keys are, and where the metadata says that they are. */
  keysPath = '/jwks';
  /** What is known of a token, by RFC 7662; without it there is no such endpoint. */
  introspect = undefined;
  #server;
  #port;

  static async create() {
    const fake = new Fake();
    fake.#port = await freePort();
    fake.issuer = `http://127.0.0.1:${fake.#port}`;
    return fake;
  }

  async key(kid = randomUUID()) {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'RS256' } };
  }

  /** A good token for the resource, except for what is said otherwise. */
  token(key, resource, claims = {}, header = {}) {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ iss: this.issuer, aud: resource, sub: 'ada', jti: randomUUID(), iat: now, exp: now + 600, ...claims })
      .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: key.kid, ...header })
      .sign(key.privateKey);
  }

  listen() {
    this.#server = http.createServer((request, response) => this.#answer(request, response));
    return new Promise(resolve => this.#server.listen(this.#port, '127.0.0.1', resolve));
  }

  /** Stops answering, as if the machine were gone. */
  close() {
    this.#server?.closeAllConnections();
    return new Promise(resolve => this.#server ? this.#server.close(resolve) : resolve());
  }

  #answer(request, response) {
    response.setHeader('date', new Date(Date.now() + this.dateOffset).toUTCString());
    if (request.url === this.keysPath) {
      this.fetches += 1;
      this.gate.then(() => pause(this.delay)).then(() => BEHAVIOURS[this.behaviour](this, response));
    } else if (request.url === '/.well-known/oauth-authorization-server') {
      this.sendJson(response, this.metadata());
    } else if (request.url === '/introspect' && this.introspect !== undefined) {
      const chunks = [];
      request.on('data', chunk => chunks.push(chunk));
      request.on('end', () => {
        const token = new URLSearchParams(Buffer.concat(chunks).toString()).get('token');
        this.sendJson(response, this.introspect(token));
      });
    } else {
      this.strangers += 1;
      this.send(response, 404, 'not here');
    }
  }

  metadata() {
    return {
      issuer: this.issuer,
      authorization_endpoint: `${this.issuer}/authorize`,
      token_endpoint: `${this.issuer}/token`,
      jwks_uri: `${this.issuer}${this.keysPath}`,
      introspection_endpoint: `${this.issuer}/introspect`,
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
    };
  }

  sendJson(response, json) {
    response.setHeader('content-type', 'application/json');
    if (this.maxAge !== undefined) {
      response.setHeader('cache-control', `max-age=${this.maxAge}`);
    }
    this.send(response, 200, JSON.stringify(json));
  }

  send(response, status, body) {
    response.statusCode = status;
    response.end(body);
  }
}
