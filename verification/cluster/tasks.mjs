// The trial of tasks on three nodes of one engine: tasks of both eras survive the node that runs them.
import { Node } from './nodes.mjs'
import { pause } from './processes.mjs'
import { begin as heading, note, same, trial } from './table.mjs'
import { Events, request, send, session } from './wire.mjs'

const META = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientCapabilities': {
    elicitation: { form: {} }, extensions: { 'io.modelcontextprotocol/tasks': {} } },
}

const STOPPED = /^The node that ran this task has stopped, and its tool does not say that it may run again/

function post(url, method, name, params, signal = AbortSignal.timeout(20_000)) {
  return fetch(url, {
    method: 'POST', signal,
    headers: { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream',
      'MCP-Protocol-Version': '2026-07-28', 'Mcp-Method': method, 'Mcp-Name': name },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { ...params, _meta: META } }),
  })
}

async function answer(url, method, name, params) {
  const response = await post(url, method, name, params)
  const text = await response.text()
  const json = /^[{]/.test(text) ? text : /data: *([{].*)/.exec(text)?.[1] ?? '{}'
  return { status: response.status, retryAfter: response.headers.get('retry-after'), ...JSON.parse(json) }
}

const call = (url, name, args = {}) => answer(url, 'tools/call', name, { name, arguments: args })
const task = (url, method, id, more = {}) => answer(url, method, id, { taskId: id, ...more })
export const get = async (url, id) => (await task(url, 'tasks/get', id)).result ?? {}

export async function begin(url, name, args) {
  const created = await call(url, name, args)
  if (!created.result?.taskId) throw new Error(`no task was created: ${JSON.stringify(created)}`)
  return created.result.taskId
}

// Reads a task until it has one of the statuses.
export async function until(url, id, statuses, milliseconds = 60_000) {
  const end = Date.now() + milliseconds
  let found
  do {
    found = await get(url, id).catch(() => ({}))
    if (statuses.includes(found.status)) return found
    await pause(100)
  } while (Date.now() < end)
  return found
}

// The ids on all pages: the load has left many tasks of the same caller.
async function listedIds(url, id) {
  const ids = []
  let cursor
  do {
    const page = await request(url, id, 'tasks/list', cursor ? { cursor } : {})
    const { result } = JSON.parse(/\{"jsonrpc".*/.exec(page.text)[0])
    ids.push(...result.tasks.map(one => one.taskId))
    cursor = result.nextCursor
  } while (cursor)
  return ids
}

export const ENDED = ['completed', 'failed', 'cancelled']
export const text = found => found.result?.content?.[0]?.text ?? found.error?.message ?? JSON.stringify(found)

// isAll: also what takes longer than ten seconds.
export async function tasks(engine, isAll) {
  heading('tasks')
  let number = 0
  const start = kind => Node.start(`task-node-${++number}`, engine.settings(), { kind })
  const nodes = await Promise.all([start(), start('tomcat'), start()])
  const slow = isAll ? trial : () => undefined
  const replace = async victim => { nodes[victim] = await start() }

  await trial('a task is read, listed and cancelled on each node, in both eras', async () => {
    const id = await begin(nodes[0].url, 'slow_compute', { seconds: 60 })
    const legacy = await session(nodes[1].url)
    const listed = await listedIds(nodes[2].url, legacy)
    const seen = (await Promise.all(nodes.map(node => get(node.url, id)))).map(found => found.status)
    await task(nodes[2].url, 'tasks/cancel', id)
    const end = await get(nodes[0].url, id)
    return same([...seen, listed.includes(id), end.status], ['working', 'working', 'working', true, 'cancelled'])
  })

  await trial('a wait for a result on another node ends within 100 ms of the end of the task (median of five)', async () => {
    const legacy = await session(nodes[0].url)
    const delays = []
    for (let i = 0; i < 5; i++) {
      const created = await request(nodes[0].url, legacy, 'tools/call', { name: 'slow_compute', arguments: { seconds: 1 }, task: {} })
      const id = /"taskId":"([^"]+)"/.exec(created.text)[1]
      const waiting = await send(nodes[1].url, legacy, { id: 8, method: 'tasks/result', params: { taskId: id } })
      await waiting.text()
      const answered = Date.now()
      const described = await request(nodes[2].url, legacy, 'tasks/get', { taskId: id })
      delays.push(answered - Date.parse(/"lastUpdatedAt":"([^"]+)"/.exec(described.text)[1]))
    }
    delays.sort((one, other) => one - other)
    note(`after ${delays.join(', ')} ms`)
    return delays[2] < 100 || delays
  })

  await trial('the end of a task reaches listeners of both eras on other nodes', async () => {
    const legacy = await session(nodes[1].url)
    const stream = await Events.listen(nodes[1].url, legacy)
    const id = await begin(nodes[0].url, 'slow_compute', { seconds: 1, label: 'news' })
    const abort = new AbortController()
    const listening = new Events(await post(nodes[2].url, 'subscriptions/listen', 'x',
      { notifications: { taskIds: [id] } }, abort.signal), abort)
    const told = await listening.next(event => event.method === 'notifications/tasks' && event.params.status === 'completed')
    const status = await stream.next(event => event.method === 'notifications/tasks/status' && event.params.taskId === id
      && event.params.status === 'completed')
    listening.close()
    stream.close()
    return (text(told?.params ?? {}) === 'Computed news' && status !== undefined) || { told, status }
  })

  await trial('a node killed by SIGKILL leaves its completed tasks: lost 0', async () => {
    const ids = await Promise.all(Array.from({ length: 100 }, () => begin(nodes[0].url, 'which_node')))
    const ends = await Promise.all(ids.map(id => until(nodes[0].url, id, ENDED)))
    await nodes[0].kill()
    const found = await Promise.all(ids.map(id => get(nodes[1].url, id)))
    const lost = found.filter((one, i) => one.status !== 'completed' || text(one) !== text(ends[i])).length
    await replace(0)
    return same(lost, 0)
  })

  await slow('a node killed by SIGKILL: its running tasks run again elsewhere, or fail in plain words', async () => {
    const again = await Promise.all(Array.from({ length: 5 }, (_, i) =>
      begin(nodes[0].url, 'slow_compute', { seconds: 3, label: `number ${i}` })))
    const once = await Promise.all(Array.from({ length: 5 }, () => begin(nodes[0].url, 'pay')))
    await pause(500)
    const killed = Date.now()
    await nodes[0].kill()
    const repeated = await Promise.all(again.map(id => until(nodes[1].url, id, ENDED)))
    const failed = await Promise.all(once.map(id => until(nodes[2].url, id, ENDED)))
    note(`all have ended ${((Date.now() - killed) / 1000).toFixed(1)} s after the kill`)
    await replace(0)
    return same([repeated.map(text), failed.map(one => STOPPED.test(text(one)))],
      [again.map((_, i) => `Computed number ${i}`), once.map(() => true)])
  })

  await trial('a task that waits for input survives its node, and goes on elsewhere', async () => {
    const id = await begin(nodes[0].url, 'confirm_delete', { filename: 'a.txt' })
    await until(nodes[0].url, id, ['input_required'])
    await nodes[0].kill()
    const waiting = await get(nodes[1].url, id)
    const key = Object.keys(waiting.inputRequests ?? {})[0]
    const accepted = await task(nodes[2].url, 'tasks/update', id, {
      inputResponses: { [key]: { action: 'accept', content: { confirm: true } } } })
    const end = await until(nodes[1].url, id, ENDED)
    await replace(0)
    return same([waiting.status, accepted.status, text(end)], ['input_required', 200, 'Deleted a.txt'])
  })

  await slow('a node that stops in order hands over what may run again, and ends the rest in plain words', async () => {
    const [short, long] = [await begin(nodes[0].url, 'pay'), await begin(nodes[0].url, 'slow_compute', { seconds: 40, label: 'long' })]
    const stopped = Date.now()
    nodes[0].child.kill('SIGTERM')
    const paid = await until(nodes[1].url, short, ENDED)
    await new Promise(done => (nodes[0].child.exitCode === null ? nodes[0].child.on('exit', done) : done()))
    const seconds = (Date.now() - stopped) / 1000
    const working = await get(nodes[1].url, long)
    const end = await until(nodes[1].url, long, ENDED, 90_000)
    note(`the node ended after ${seconds.toFixed(1)} s, the task ${((Date.now() - stopped) / 1000).toFixed(1)} s after the signal`)
    await replace(0)
    return same([text(paid), working.status, text(end)], ['paid', 'working', 'Computed long'])
  })

  await slow('a node that was frozen for longer than its lease changes no end', async () => {
    const once = await begin(nodes[0].url, 'pay')
    const again = await begin(nodes[0].url, 'slow_compute', { seconds: 8, label: 'twice' })
    await pause(500)
    nodes[0].child.kill('SIGSTOP')
    const failed = await until(nodes[1].url, once, ENDED)
    nodes[0].child.kill('SIGCONT')
    await pause(6000)
    const seen = await Promise.all(nodes.map(node => get(node.url, once)))
    const ends = await Promise.all(nodes.map(node => until(node.url, again, ENDED)))
    const next = await until(nodes[2].url, await begin(nodes[0].url, 'which_node'), ENDED)
    return (STOPPED.test(text(failed)) && seen.every(one => text(one) === text(failed))
      && ends.every(one => text(one) === 'Computed twice' && one.lastUpdatedAt === ends[0].lastUpdatedAt)
      && next.status === 'completed') || { failed, seen, ends, next }
  })

  await trial('the engine is away: calls that need it get 503 with Retry-After, and a running task stores its result later', async () => {
    const id = await begin(nodes[0].url, 'slow_compute', { seconds: 2, label: 'kept' })
    engine.freeze()
    const refused = await call(nodes[1].url, 'slow_compute', { seconds: 1 })
    const unread = await task(nodes[1].url, 'tasks/get', id)
    await pause(4000)
    engine.thaw()
    const end = await until(nodes[1].url, id, ENDED)
    return same([refused.status, !!refused.retryAfter, unread.status, text(end)], [503, true, 503, 'Computed kept'])
  })

  await slow('the engine comes back empty: a running task is found again', async () => {
    const id = await begin(nodes[0].url, 'slow_compute', { seconds: 15, label: 'found' })
    await pause(300)
    await engine.stop()
    await engine.begin()
    const end = await until(nodes[2].url, id, ENDED)
    return same(text(end), 'Computed found')
  })

  await Promise.all(nodes.map(node => node.kill()))
}
