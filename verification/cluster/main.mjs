// The trial of three nodes on one engine. One row for each promise.
import { Engine, Node, pause } from './processes.mjs'
import { spawn } from 'node:child_process'
import { balance } from './balancer.mjs'
import { Events, call, end, modern, request, send, session } from './wire.mjs'

const rows = []

function row(what, holds, found = '') {
  rows.push(holds)
  console.log(`${holds ? 'ok    ' : 'FAILED'}  ${what}${found === '' ? '' : ` (${found})`}`)
}

async function trial(what, run) {
  try {
    const found = await run()
    row(what, found === true, found === true ? '' : `found ${JSON.stringify(found)}`)
  } catch (e) {
    row(what, false, e.stack ?? e)
  }
}

const engine = await Engine.start()
let nodes = await Promise.all(['one', 'two', 'three'].map(name => Node.start(name, engine)))
const [one, two, three] = nodes
const statuses = async (id, urls = nodes.map(node => node.url)) =>
  Promise.all(urls.map(async url => (await request(url, id, 'tools/list')).status))
const same = (found, expected) => JSON.stringify(found) === JSON.stringify(expected) || found

await trial('a session is served by each node', async () => same(await statuses(await session(one.url)), [200, 200, 200]))

await trial('DELETE ends a session on each node, and its stream', async () => {
  const id = await session(one.url)
  await statuses(id)
  const stream = await Events.listen(three.url, id)
  const status = await end(two.url, id)
  const last = await stream.next(() => false, 5000)
  return same([status, last ?? null, ...(await statuses(id))], [204, null, 404, 404, 404])
})

await trial('the answer to a question arrives on another node', async () => {
  const id = await session(one.url)
  const stream = await Events.of(one.url, id, {
    id: 1, method: 'tools/call', params: { name: 'test_elicitation', arguments: { message: 'Who?' } } })
  const question = await stream.next(event => event.method === 'elicitation/create')
  const accepted = await send(two.url, id, {
    id: question.id, result: { action: 'accept', content: { username: 'ada', email: 'ada@example.com' } } })
  const result = await stream.next(event => event.id === 1)
  return accepted.status === 202 && (JSON.stringify(result?.result ?? '').includes('ada@example.com') || result)
})

await trial('a cancellation arrives on another node', async () => {
  const id = await session(one.url)
  const stream = await Events.of(one.url, id, {
    id: 1, method: 'tools/call', params: { name: 'test_elicitation', arguments: { message: 'Who?' } } })
  await stream.next(event => event.method === 'elicitation/create')
  await send(three.url, id, { method: 'notifications/cancelled', params: { requestId: 1 } })
  const result = await stream.next(event => event.id === 1, 5000)
  return result === undefined || result
})

await trial('a stream that a client leaves goes on at another node', async () => {
  const id = await session(one.url)
  const stream = await Events.of(one.url, id, {
    id: 1, method: 'tools/call', params: { name: 'test_elicitation', arguments: { message: 'Who?' } } })
  const question = await stream.next(event => event.method === 'elicitation/create')
  const last = stream.lastId
  stream.close()
  const rest = await Events.listen(two.url, id, last)
  await send(three.url, id, {
    id: question.id, result: { action: 'accept', content: { username: 'ada', email: 'ada@example.com' } } })
  const result = await rest.next(event => event.id === 1)
  const early = await Events.listen(three.url, id, last)
  const again = await early.next(event => event.id === 1)
  return (JSON.stringify(result?.result ?? '').includes('ada@example.com') && again !== undefined) || { result, again }
})

await trial('a stream of changes begins anew at another node, and tells that all may have changed', async () => {
  const id = await session(one.url)
  const stream = await Events.listen(one.url, id)
  await call(two.url, id, 'test_trigger_tool_change')
  await stream.next()
  const last = stream.lastId
  stream.close()
  const again = await Events.listen(three.url, id, last)
  const heard = await again.next(event => event.method?.endsWith('prompts/list_changed'))
  again.close()
  return heard !== undefined
})

await trial('a log level holds on each node', async () => {
  const id = await session(one.url)
  await request(two.url, id, 'logging/setLevel', { level: 'emergency' })
  const texts = await Promise.all(nodes.map(async node => (await call(node.url, id, 'test_tool_with_logging')).text))
  return texts.every(text => !text.includes('notifications/message')) || texts
})

await trial('a change of a list is heard on each node', async () => {
  const id = await session(one.url)
  const streams = await Promise.all(
    await Promise.all(nodes.map(async node => Events.listen(node.url, await session(node.url)))))
  await call(two.url, id, 'test_trigger_tool_change')
  const heard = await Promise.all(streams.map(stream => stream.next(event => event.method?.endsWith('tools/list_changed'))))
  streams.forEach(stream => stream.close())
  return heard.every(event => event) || heard
})

await trial('a change of a list is heard by modern subscribers of another node', async () => {
  const abort = new AbortController()
  const response = await fetch(three.url, {
    method: 'POST', signal: abort.signal,
    headers: { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream',
      'MCP-Protocol-Version': '2026-07-28', 'Mcp-Method': 'subscriptions/listen' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'subscriptions/listen', params: {
      notifications: { toolsListChanged: true },
      _meta: { 'io.modelcontextprotocol/protocolVersion': '2026-07-28', 'io.modelcontextprotocol/clientCapabilities': {} } } }),
  })
  const stream = new Events(response, abort)
  await stream.next()
  await call(one.url, await session(one.url), 'test_trigger_tool_change')
  const heard = await stream.next(event => event.method?.endsWith('tools/list_changed'))
  stream.close()
  return heard !== undefined
})

await trial('an update of a resource is heard where the session listens, whoever subscribed and changed it', async () => {
  const id = await session(one.url)
  const watched = JSON.parse((await request(one.url, id, 'resources/list')).text).result.resources
    .find(resource => /watch/i.test(resource.uri)).uri
  await request(one.url, id, 'resources/subscribe', { uri: watched })
  const stream = await Events.listen(two.url, id)
  await call(three.url, await session(three.url), 'test_trigger_resource_update')
  const heard = await stream.next(event => event.method === 'notifications/resources/updated')
  stream.close()
  return heard?.params.uri === watched || heard
})

await trial('a node with another key serves none of the sessions', async () => {
  const stranger = await Node.start('stranger', engine, { 'lmcp.state-key-file': `${process.env.CLUSTER_WORK}/other.keys` })
  const id = await session(one.url)
  const found = await statuses(id, [stranger.url, two.url])
  stranger.kill()
  return same(found, [404, 200])
})

// The official suite, with each request on the next node. Tasks are in the memory of one node, so that the modern suite,
// which has them, is not among these.
const balancer = await balance(() => nodes)
for (const revision of ['2025-11-25', '2025-06-18', '2025-03-26']) {
  await trial(`the official suite passes by round robin (${revision})`, () => new Promise(done => {
    const suite = spawn(process.env.CLUSTER_SUITE, [revision, '--url', balancer])
    let text = ''
    suite.stdout.on('data', bytes => { text += bytes })
    suite.stderr.on('data', bytes => { text += bytes })
    suite.on('exit', code => {
      if (code !== 0) console.log(text)
      done(code === 0 || `exit code ${code}`)
    })
  }))
}

// Every node is killed in turn under load. A client that loses its connection tries the next node.
await trial(`nodes killed one after the other for ${process.env.CLUSTER_SECONDS} s lose no session and answer nothing wrong`, async () => {
  const ids = await Promise.all(Array.from({ length: 50 }, (_, i) => session(nodes[i % 3].url)))
  const ended = await Promise.all(Array.from({ length: 10 }, (_, i) => session(nodes[i % 3].url)))
  await Promise.all(ended.map((id, i) => end(nodes[(i + 1) % 3].url, id)))
  const counts = { answered: 0, cut: 0, lost: 0, wrong: 0, revived: 0, kills: 0 }
  let turn = 0
  const until = Date.now() + Number(process.env.CLUSTER_SECONDS) * 1000
  const client = async (id, isEnded) => {
    while (Date.now() < until) {
      const node = nodes[turn++ % 3]
      try {
        const answer = await call(node.url, id, 'test_simple_text')
        if (isEnded) counts.revived += answer.status === 404 ? 0 : 1
        else if (answer.status === 404) counts.lost++
        else if (answer.status === 200 && answer.text.includes('simple text')) counts.answered++
        else if (answer.status !== 503) counts.wrong++
      } catch {
        counts.cut++
      }
      await pause(50)
    }
  }
  const killer = async () => {
    for (let victim = 0; Date.now() < until - 5000; victim = (victim + 1) % 3) {
      await pause(3000)
      nodes[victim].kill()
      counts.kills++
      nodes[victim] = await Node.start(`replacement-${counts.kills}`, engine)
    }
  }
  await Promise.all([...ids.map(id => client(id, false)), ...ended.map(id => client(id, true)), killer()])
  console.log(`        ${JSON.stringify(counts)}`)
  return (counts.lost === 0 && counts.wrong === 0 && counts.revived === 0 && counts.kills > 1 && counts.answered > 100) || counts
})

async function outage(what, begin, over) {
  const [here, there] = nodes
  const known = await session(here.url)
  const elsewhere = await session(here.url)
  const stream = await Events.listen(here.url, known)
  await begin()
  await trial(`${what}: modern calls go on`, async () =>
    same((await modern(here.url, 'tools/call', { name: 'test_simple_text' })).status, 200))
  await trial(`${what}: calls of known sessions go on`, async () => same((await request(here.url, known, 'tools/list')).status, 200))
  await trial(`${what}: new sessions are opened`, async () =>
    same((await request(here.url, await session(here.url), 'tools/list')).status, 200))
  await trial(`${what}: what needs the engine gets 503 with Retry-After`, async () => {
    const first = await request(there.url, elsewhere, 'tools/list')
    const level = await request(here.url, known, 'logging/setLevel', { level: 'error' })
    return same([first.status, level.status, await end(here.url, known), !!first.retryAfter], [503, 503, 503, true])
  })
  await trial(`${what}: nodes stay ready`, async () => {
    const found = await Promise.all(nodes.map(async node => (await fetch(node.url.replace(/mcp$/, 'health/ready'))).status))
    return same(found, [200, 200, 200])
  })
  await over()
  await trial(`${what}: afterwards everything works again, and the stream was never cut`, async () => {
    let found
    for (let i = 0; i < 60; i++) {
      found = await statuses(elsewhere)
      if (found.every(status => status === 200)) break
      await pause(250)
    }
    const heard = await stream.next(event => event.method?.endsWith('tools/list_changed'))
    stream.close()
    return same([...found, heard !== undefined, await end(there.url, known)], [200, 200, 200, true, 204])
  })
}

await outage('engine killed and started empty', () => engine.stop(), () => engine.begin())
await outage('engine frozen', async () => engine.freeze(), async () => { await pause(4000); engine.thaw() })

const failures = rows.filter(holds => !holds).length
console.log(`\n${rows.length - failures} passed, ${failures} failed`)
process.exit(failures === 0 ? 0 : 1)
