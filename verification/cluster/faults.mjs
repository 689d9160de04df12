// The engine stops, freezes, is slow, or comes back empty, and the network to it is cut in one direction.
import { Link } from './link.mjs'
import { three } from './nodes.mjs'
import { pause, until } from './processes.mjs'
import { begin, note, same, trial } from './table.mjs'
import { statuses } from './sessions.mjs'
import { isToolChange } from './streams.mjs'
import { Events, call, end, modern, request, session } from './wire.mjs'

const TIMEOUT = 1000

async function timed(run) {
  const began = performance.now()
  const result = await run()
  return { result, milliseconds: performance.now() - began }
}

// The fastest of five: what asks the engine cannot be faster than the engine, on a busy machine as well.
async function fastest(run) {
  let best
  for (let i = 0; i < 5; i++) {
    const next = await timed(run)
    if (!best || next.milliseconds < best.milliseconds) best = next
  }
  return best
}

// What holds while no node reaches the engine, and afterwards.
async function outage(what, nodes, start, over) {
  const [here, there] = nodes
  const known = await session(here.url)
  const elsewhere = await session(here.url)
  const stream = await Events.listen(here.url, known)
  const subscription = await Events.subscribe(there.url, { toolsListChanged: true })
  await subscription.next()
  await start()
  await trial(`${what}: modern calls and calls of known sessions go on, and wait for nothing`, async () => {
    const times = []
    for (let i = 0; i < 20; i++) {
      const call = await timed(() => modern(here.url, 'tools/call', { name: 'test_simple_text' }))
      const list = await timed(() => request(here.url, known, 'tools/list'))
      if (call.result.status !== 200 || list.result.status !== 200) return [call.result, list.result]
      times.push(call.milliseconds, list.milliseconds)
    }
    return Math.max(...times) < TIMEOUT || `${Math.max(...times)} ms`
  })
  await trial(`${what}: new sessions are opened`, async () =>
    same((await request(here.url, await session(here.url), 'tools/list')).status, 200))
  await trial(`${what}: what needs the engine gets 503 with Retry-After`, async () => {
    const first = await request(there.url, elsewhere, 'tools/list')
    const level = await request(here.url, known, 'logging/setLevel', { level: 'error' })
    return same([first.status, level.status, await end(here.url, known), !!first.retryAfter], [503, 503, 503, true])
  })
  await trial(`${what}: nodes stay ready`, async () =>
    same(await Promise.all(nodes.map(node => node.readiness())), [200, 200, 200]))
  await over()
  await trial(`${what}: afterwards everything works again, and no stream was cut`, async () => {
    await until('each node serves the session', async () => (await statuses(elsewhere, nodes)).every(status => status === 200))
    const heard = await Promise.all([stream, subscription].map(open => open.next(isToolChange)))
    await call(nodes[2].url, elsewhere, 'test_trigger_tool_change')
    const again = await Promise.all([stream, subscription].map(open => open.next(isToolChange)))
    stream.close()
    subscription.close()
    return same([...heard, ...again].map(event => event !== undefined).concat(await end(there.url, known)),
      [true, true, true, true, 204])
  })
}

// One node does not reach the engine, and the others do.
async function alone(direction, nodes, links) {
  await trial(`one node is cut off (${direction}): it serves what it knows, and learns of the rest afterwards`, async () => {
    const [cut, there] = nodes
    const [kept, ended] = await Promise.all([session(cut.url), session(cut.url)])
    links[0].cut(direction)
    await pause(TIMEOUT)
    const gone = await end(there.url, ended)
    const during = (await request(cut.url, kept, 'tools/list')).status
    // it may hear of the end if only its own words are lost, and cannot read what the end was
    const unsure = (await request(cut.url, ended, 'tools/list')).status
    const others = await statuses(kept, nodes.slice(1))
    links[0].mend()
    await until('the node learns of the end', async () => (await request(cut.url, ended, 'tools/list')).status === 404)
    return same([gone, during, [200, 404, 503].includes(unsure), ...others, ...(await statuses(kept, nodes))],
      [204, 200, true, 200, 200, 200, 200, 200])
  })
}

async function slow(nodes, links, milliseconds) {
  links.forEach(link => link.slow(milliseconds / 2))
  const [here, there, other] = nodes
  await trial(`an engine that is slow by ${milliseconds} ms: everything works, and known sessions do not wait`, async () => {
    const id = await session(here.url)
    const first = await timed(() => request(there.url, id, 'tools/list'))
    const streams = await Promise.all(nodes.map(async node => Events.listen(node.url, await session(node.url))))
    const known = await fastest(() => request(there.url, id, 'tools/list'))
    const plain = await fastest(() => modern(here.url, 'tools/call', { name: 'test_simple_text' }))
    const level = await request(other.url, id, 'logging/setLevel', { level: 'error' })
    await call(here.url, id, 'test_trigger_tool_change')
    const heard = await Promise.all(streams.map(stream => stream.next(isToolChange, 5000)))
    streams.forEach(stream => stream.close())
    const ended = await end(here.url, id)
    await until('the end is known everywhere', async () =>
      (await statuses(id, nodes)).every(status => status === 404), 5000)
    note(`the first call of a session on a node took ${first.milliseconds.toFixed(0)} ms, the next one `
      + `${known.milliseconds.toFixed(0)} ms, a modern call ${plain.milliseconds.toFixed(0)} ms`)
    return same(
      [first.result.status, first.milliseconds >= milliseconds, known.result.status, known.milliseconds < milliseconds,
        plain.result.status, plain.milliseconds < milliseconds, level.status, ...heard.map(event => !!event), ended],
      [200, true, 200, true, 200, true, 200, true, true, true, 204])
  })
  links.forEach(link => link.mend())
}

export async function faults(engine) {
  begin('an engine in trouble')
  const links = await Promise.all([0, 1, 2].map(() => Link.to(engine.port)))
  const nodes = await three(i => engine.settings(links[i].port), 'faults-')
  const each = run => async () => links.forEach(run)
  await slow(nodes, links, 200)
  await outage('engine killed and started empty', nodes, () => engine.stop(), () => engine.begin())
  await outage('engine frozen', nodes, async () => engine.freeze(), async () => { await pause(4000); engine.thaw() })
  for (const direction of ['out', 'back']) {
    await alone(direction, nodes, links)
    await outage(`network cut (${direction})`, nodes, each(link => link.cut(direction)), async () => {
      await pause(4000)
      links.forEach(link => link.mend())
    })
  }
  await Promise.all(nodes.map(node => node.kill()))
}
