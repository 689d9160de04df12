// The client: plain requests to a node that the trial chooses.

export const META = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientCapabilities': {},
  'io.modelcontextprotocol/clientInfo': { name: 'trial', version: '1' },
}

export const COMMON = { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream' }

const anyModern = (url, method, params, meta, signal) => fetch(url, {
  method: 'POST', signal,
  headers: { ...COMMON, 'MCP-Protocol-Version': '2026-07-28', 'Mcp-Method': method,
    ...(params.name && { 'Mcp-Name': params.name }), ...(params.taskId && { 'Mcp-Name': params.taskId }) },
  body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { ...params, _meta: { ...META, ...meta } } }),
})

export async function modern(url, method, params = {}, meta = {}) {
  const response = await anyModern(url, method, params, meta, AbortSignal.timeout(20_000))
  return { status: response.status, text: await response.text() }
}

// Opens a session and returns its id.
export async function session(url) {
  const response = await fetch(url, {
    method: 'POST', headers: COMMON,
    body: JSON.stringify({ jsonrpc: '2.0', id: 0, method: 'initialize', params: {
      protocolVersion: '2025-11-25', capabilities: { elicitation: {} }, clientInfo: { name: 'trial', version: '1' } } }),
    signal: AbortSignal.timeout(20_000),
  })
  const text = await response.text()
  const id = response.headers.get('mcp-session-id')
  if (!id) throw new Error(`no session: ${response.status} ${text}`)
  return id
}

export function send(url, id, message, signal = AbortSignal.timeout(20_000)) {
  return fetch(url, {
    method: 'POST', headers: { ...COMMON, 'Mcp-Session-Id': id }, signal,
    body: JSON.stringify({ jsonrpc: '2.0', ...message }),
  })
}

export async function request(url, id, method, params = {}) {
  const response = await send(url, id, { id: 7, method, params })
  return { status: response.status, retryAfter: response.headers.get('retry-after'), text: await response.text() }
}

export const call = (url, id, name, args = {}) => request(url, id, 'tools/call', { name, arguments: args })

export async function end(url, id) {
  const response = await fetch(url, { method: 'DELETE', headers: { 'Mcp-Session-Id': id }, signal: AbortSignal.timeout(20_000) })
  return response.status
}

// The JSON of the events of a stream, one after the other.
export class Events {
  constructor(response, abort) {
    this.response = response
    this.abort = abort
    this.status = response.status
    this.reader = response.body.getReader()
    this.text = ''
  }

  static async listen(url, id, lastEventId) {
    const abort = new AbortController()
    const response = await fetch(url, {
      method: 'GET', signal: abort.signal,
      headers: { Accept: 'text/event-stream', 'Mcp-Session-Id': id, ...(lastEventId && { 'Last-Event-ID': lastEventId }) } })
    return new Events(response, abort)
  }

  // A stream of a subscription of the modern era. It begins with the acknowledgment.
  static async subscribe(url, notifications) {
    const abort = new AbortController()
    return new Events(await anyModern(url, 'subscriptions/listen', { notifications }, {}, abort.signal), abort)
  }

  static async of(url, id, message) {
    const abort = new AbortController()
    return new Events(await send(url, id, message, abort.signal), abort)
  }

  // Returns the next event with data that fits; undefined at the end of the stream or after the time.
  async next(fits = () => true, milliseconds = 15_000) {
    const late = new Promise(done => setTimeout(() => done({ done: true }), milliseconds).unref())
    for (;;) {
      for (let at = this.text.indexOf('\n\n'); at >= 0; at = this.text.indexOf('\n\n')) {
        const block = this.text.slice(0, at)
        this.text = this.text.slice(at + 2)
        this.lastId = /^id: *(.*)$/m.exec(block)?.[1] ?? this.lastId
        const data = block.split('\n').filter(line => line.startsWith('data:')).map(line => line.slice(5).trim()).join('')
        if (data && fits(JSON.parse(data))) return JSON.parse(data)
      }
      // a read that is late is for the next call
      this.read ??= this.reader.read().catch(() => ({ done: true }))
      const read = await Promise.race([this.read, late])
      if (read.done) return undefined
      this.read = undefined
      this.text += Buffer.from(read.value).toString()
    }
  }

  close() {
    this.reader.cancel().catch(() => {})
    this.abort.abort()
  }
}
