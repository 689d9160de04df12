// MCP by hand, so that a check sees statuses, header fields, and when each piece of an answer came.
import http from 'node:http';
import https from 'node:https';

const MODERN = '2026-07-28';
const LEGACY = '2025-11-25';

/** One answer as it arrives: its status and fields first, then pieces, each with its time. */
class Answer {
  text = '';
  pieces = [];
  ended = false;

  constructor(request, response) {
    this.request = request;
    this.status = response.statusCode;
    this.fields = response.headers;
    response.setEncoding('utf8');
    response.on('data', piece => {
      this.text += piece;
      this.pieces.push({ piece, at: performance.now() });
    });
    this.end = new Promise(resolve => {
      response.on('end', () => {
        this.ended = true;
        resolve('end');
      });
      response.on('error', () => resolve('cut off'));
      response.on('close', () => resolve(this.ended ? 'end' : 'cut off'));
    });
  }

  /** The messages that have arrived, of a stream or of a whole answer. */
  messages() {
    if (!String(this.fields['content-type']).startsWith('text/event-stream')) {
      return this.text ? [JSON.parse(this.text)] : [];
    }
    return this.text.split('\n').filter(line => /^data: *\{/.test(line)).map(line => JSON.parse(line.slice(5)));
  }

  response() {
    return this.messages().find(message => 'result' in message || 'error' in message);
  }

  close() {
    this.request.destroy();
  }
}

/** The server at a URL, as seen by one caller. */
export class Server {
  #agent;

  constructor(url, token, { ca } = {}) {
    this.url = new URL(url);
    this.token = token;
    const kind = this.url.protocol === 'https:' ? https : http;
    this.#agent = new kind.Agent({ keepAlive: false, maxSockets: Infinity, ca });
    this.kind = kind;
  }

  /** Sends a request, and returns as soon as its answer begins. */
  send(method, body, fields = {}, url = this.url) {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = {
      accept: 'application/json, text/event-stream',
      ...(text === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
      ...(this.token === undefined ? {} : { authorization: `Bearer ${this.token}` }),
      ...fields,
    };
    return new Promise((resolve, reject) => {
      const request = this.kind.request(url, { method, headers, agent: this.#agent }, response => {
        resolve(new Answer(request, response));
      });
      request.on('error', reject);
      request.end(text);
    });
  }

  get(url) {
    return this.send('GET', undefined, {}, new URL(url, this.url)).then(whole);
  }

  /** A request of the modern era; returns as soon as its answer begins. */
  modern(method, params, { id = 1, meta = {}, fields = {} } = {}) {
    const stamped = {
      'io.modelcontextprotocol/protocolVersion': MODERN,
      'io.modelcontextprotocol/clientCapabilities': {},
      'io.modelcontextprotocol/clientInfo': { name: 'lmcp-verification', version: '1' },
      ...meta,
    };
    const message = { jsonrpc: '2.0', id, method, params: { ...params, _meta: stamped } };
    return this.send('POST', message, {
      'mcp-protocol-version': MODERN,
      'mcp-method': method,
      ...(params.name === undefined ? {} : { 'mcp-name': params.name }),
      ...fields,
    });
  }

  /** Calls a tool in the modern era; returns as soon as its answer begins. */
  call(name, args, options) {
    return this.modern('tools/call', { name, arguments: args }, options);
  }

  /** Opens a stream of changes, and waits until it is acknowledged. */
  async listen(id = 'listen') {
    const stream = await this.modern('subscriptions/listen', { notifications: { toolsListChanged: true } }, { id });
    if (stream.status !== 200) {
      throw new Error(`a listen stream was answered with ${stream.status}: ${(await whole(stream)).text}`);
    }
    await first(stream, message => message.method === 'notifications/subscriptions/acknowledged');
    return stream;
  }

  /** Begins a session of the legacy era; returns its requests and its stream. */
  async session() {
    const init = await whole(await this.send('POST', {
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { protocolVersion: LEGACY, capabilities: {}, clientInfo: { name: 'lmcp-verification', version: '1' } },
    }));
    const id = init.fields['mcp-session-id'];
    if (!id) {
      throw new Error(`initialize was answered with ${init.status}: ${init.text}`);
    }
    const fields = { 'mcp-session-id': id, 'mcp-protocol-version': LEGACY };
    await whole(await this.send('POST', { jsonrpc: '2.0', method: 'notifications/initialized' }, fields));
    return {
      call: (name, args, requestId = 2) =>
        this.send('POST', { jsonrpc: '2.0', id: requestId, method: 'tools/call', params: { name, arguments: args } }, fields),
      request: (method, params, requestId = 3) => this.send('POST', { jsonrpc: '2.0', id: requestId, method, params }, fields),
      end: () => this.send('DELETE', undefined, fields),
      stream: () => this.send('GET', undefined, { ...fields, accept: 'text/event-stream' }),
    };
  }
}

/** Waits until an answer is whole. */
export async function whole(answer) {
  answer.ending = await answer.end;
  return answer;
}

/** Waits for the first message of this kind on a stream. */
async function first(stream, wanted) {
  for (;;) {
    const found = stream.messages().find(wanted);
    if (found) {
      return found;
    }
    const outcome = await Promise.race([stream.end, new Promise(resolve => setTimeout(resolve, 20))]);
    if (outcome !== undefined) {
      throw new Error(`the stream ended (${outcome}) with ${stream.text}`);
    }
  }
}

/** The text of a tool's result. */
export function textOf(answer) {
  return answer.response()?.result?.content?.map(block => block.text).join('\n');
}
