// The official TypeScript client with a user that logs in. The client does all of OAuth itself.
import { Client, StreamableHTTPClientTransport, UnauthorizedError } from '@modelcontextprotocol/client';
import { authorize } from './browser.mjs';

/** The redirect URI. No server listens there, because the browser of these checks reads the URI. */
export const BACK = 'http://127.0.0.1:7/callback';

/** What the client keeps between requests, and what it asks of a person. */
class Memory {
  redirectUrl = BACK;
  asked = [];
  #client;
  #tokens;
  #verifier;
  #discovered;

  constructor({ client, dpop }) {
    this.#client = client;
    this.dpop = dpop && (() => dpop);
    this.clientMetadata = {
      client_name: 'lmcp-verification',
      redirect_uris: [BACK],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    };
  }

  clientInformation = () => this.#client;
  saveClientInformation = information => { this.#client = information; };
  tokens = () => this.#tokens;
  saveTokens = tokens => { this.#tokens = tokens; };
  saveCodeVerifier = verifier => { this.#verifier = verifier; };
  codeVerifier = () => this.#verifier;
  saveDiscoveryState = state => { this.#discovered = state; };
  discoveryState = () => this.#discovered;
  redirectToAuthorization = url => { this.asked.push(url); };
}

/** Writes down each request as 'POST /token 200'. */
function noting(steps) {
  return async (url, init) => {
    const response = await fetch(url, init);
    const form = typeof init?.body === 'string' || init?.body instanceof URLSearchParams ? String(init.body) : '';
    steps.push({
      method: init?.method ?? 'GET',
      url: String(url),
      status: response.status,
      challenge: response.headers.get('www-authenticate') ?? '',
      grant: new URLSearchParams(form).get('grant_type') ?? '',
    });
    return response;
  };
}

const MODES = { modern: { pin: '2026-07-28' }, legacy: 'legacy' };

/** A client in one era, and everything that it did. */
export function person(resource, era, who, options = {}) {
  const memory = new Memory(options);
  const steps = [];
  let client;
  let transport;

  async function connect() {
    transport = new StreamableHTTPClientTransport(new URL(resource), { authProvider: memory, fetch: noting(steps) });
    client = new Client({ name: 'lmcp-verification', version: '1' }, { versionNegotiation: { mode: MODES[era] } });
    await client.connect(transport);
  }

  /** Does it, and logs in where that is what it takes. */
  async function loggingIn(attempt, again) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof UnauthorizedError) || memory.asked.length === 0) {
        throw error;
      }
      const back = await authorize(memory.asked.at(-1), BACK, who);
      await transport.finishAuth(back.searchParams);
      return again();
    }
  }

  return {
    steps,
    memory,
    connect: () => loggingIn(connect, connect),
    call(name, args = {}) {
      const attempt = () => client.callTool({ name, arguments: args });
      return loggingIn(attempt, attempt);
    },
    era: () => client.getProtocolEra(),
    close: () => client?.close(),
  };
}

export function text(result) {
  return (result.content ?? []).filter(block => block.type === 'text').map(block => block.text).join('\n');
}
