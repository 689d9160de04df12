// A session is the same on all nodes, and so are its calls, their questions and their cancellations.
import { Node } from './nodes.mjs'
import { work } from './processes.mjs'
import { begin, same, trial } from './table.mjs'
import { Events, call, end, request, send, session } from './wire.mjs'

export const statuses = (id, nodes) =>
  Promise.all(nodes.map(async node => (await request(node.url, id, 'tools/list')).status))

// Begins a call that asks a question, and returns its stream and the question.
export async function asking(node, id) {
  const stream = await Events.of(node.url, id, {
    id: 1, method: 'tools/call', params: { name: 'test_elicitation', arguments: { message: 'Who?' } } })
  return { stream, question: await stream.next(event => event.method === 'elicitation/create') }
}

export const answer = (node, id, question) => send(node.url, id, {
  id: question.id, result: { action: 'accept', content: { username: 'ada', email: 'ada@example.com' } } })

export const isAnswered = result => JSON.stringify(result?.result ?? '').includes('ada@example.com')

export async function sessions(nodes, settings) {
  begin('sessions')
  const turns = nodes.map((_, i) => [nodes[i], nodes[(i + 1) % 3], nodes[(i + 2) % 3]])

  await trial('a session is served by each node', async () => {
    const found = await Promise.all(nodes.map(async node => statuses(await session(node.url), nodes)))
    return same(found.flat(), Array(9).fill(200))
  })

  await trial('DELETE ends a session on each node, and its stream', async () => {
    for (const [one, two, other] of turns) {
      const id = await session(one.url)
      await statuses(id, nodes)
      const stream = await Events.listen(other.url, id)
      const status = await end(two.url, id)
      const last = await stream.next(() => false, 5000)
      const found = same([status, last ?? null, ...(await statuses(id, nodes))], [204, null, 404, 404, 404])
      if (found !== true) return found
    }
    return true
  })

  await trial('the answer to a question arrives on another node', async () => {
    for (const [one, two] of turns) {
      const id = await session(one.url)
      const { stream, question } = await asking(one, id)
      const { status } = await answer(two, id, question)
      const result = await stream.next(event => event.id === 1)
      if (status !== 202 || !isAnswered(result)) return { status, result }
    }
    return true
  })

  await trial('a cancellation arrives on another node', async () => {
    for (const [one, two, other] of turns) {
      const id = await session(one.url)
      const { stream, question } = await asking(one, id)
      const { status } = await send(other.url, id, { method: 'notifications/cancelled', params: { requestId: 1 } })
      // a call that went on would take the answer, and give a result
      const late = await answer(two, id, question)
      const result = await stream.next(event => event.id === 1, 3000)
      if (result !== undefined) return { status, late: late.status, result }
    }
    return true
  })

  await trial('a log level holds on each node', async () => {
    const id = await session(nodes[0].url)
    const loud = await Promise.all(nodes.map(async node => (await call(node.url, id, 'test_tool_with_logging')).text))
    await request(nodes[1].url, id, 'logging/setLevel', { level: 'emergency' })
    const quiet = await Promise.all(nodes.map(async node => (await call(node.url, id, 'test_tool_with_logging')).text))
    const has = text => text.includes('notifications/message')
    return same([...loud.map(has), ...quiet.map(has)], [true, true, true, false, false, false])
  })

  await trial('two nodes with another key serve their own sessions and none of the others', async () => {
    const other = { ...settings, 'lmcp.state-key-file': `${work}/other.keys` }
    const strangers = await Promise.all(['stranger', 'other-stranger'].map(name => Node.start(name, other)))
    try {
      const id = await session(nodes[0].url)
      const theirs = await session(strangers[0].url)
      const heard = await Promise.all(strangers.map(async node => Events.listen(node.url, await session(node.url))))
      await call(nodes[0].url, id, 'test_trigger_tool_change')
      const crossed = await Promise.all(heard.map(stream => stream.next(event => event.method, 1500)))
      await call(strangers[0].url, theirs, 'test_trigger_tool_change')
      const own = await Promise.all(heard.map(stream => stream.next(event => event.method?.endsWith('tools/list_changed'))))
      heard.forEach(stream => stream.close())
      const ended = await end(strangers[1].url, theirs)
      return same(
        [await statuses(id, strangers), await statuses(theirs, nodes), crossed.map(event => event ?? null),
          own.map(event => event !== undefined), ended, await statuses(theirs, strangers), await statuses(id, nodes)],
        [[404, 404], [404, 404, 404], [null, null], [true, true], 204, [404, 404], [200, 200, 200]])
    } finally {
      await Promise.all(strangers.map(node => node.kill()))
    }
  })
}
