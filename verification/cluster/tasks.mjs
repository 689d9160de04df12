// The trial of tasks on three nodes of one engine: tasks of both eras survive the node that runs them.
import { three } from './nodes.mjs'
import { pause } from './processes.mjs'
import { begin as group, note, same, trial } from './table.mjs'
import { Events, request, send, session } from './wire.mjs'

const META = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientCapabilities': {
    elicitation: { form: {} }, extensions: { 'io.modelcontextprotocol/tasks': {} } },
}

const SECONDS = Number(process.env.CLUSTER_SECONDS)

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
const get = async (url, id) => (await task(url, 'tasks/get', id)).result ?? {}

async function begin(url, name, args) {
  const created = await call(url, name, args)
  if (!created.result?.taskId) throw new Error(`no task was created: ${JSON.stringify(created)}`)
  return created.result.taskId
}

// Reads a task until it has one of the statuses. url: that of one node, or a function that returns one for each read.
async function untilStatus(url, id, statuses, milliseconds = 60_000) {
  const end = Date.now() + milliseconds
  let found
  do {
    found = await get(typeof url === 'function' ? url() : url, id).catch(() => ({}))
    if (statuses.includes(found.status)) return found
    await pause(100)
  } while (Date.now() < end)
  return found
}

const ENDED = ['completed', 'failed', 'cancelled']
const text = found => found.result?.content?.[0]?.text ?? found.error?.message ?? JSON.stringify(found)

// What holds while all nodes run.
async function together(nodes) {
  await trial('a task is read, listed and cancelled on each node, in both eras', async () => {
    const id = await begin(nodes[0].url, 'slow_compute', { seconds: 60 })
    const legacy = await session(nodes[1].url)
    const listed = await request(nodes[2].url, legacy, 'tasks/list')
    const seen = (await Promise.all(nodes.map(node => get(node.url, id)))).map(found => found.status)
    await task(nodes[2].url, 'tasks/cancel', id)
    const end = await get(nodes[0].url, id)
    return same([...seen, listed.text.includes(id), end.status], ['working', 'working', 'working', true, 'cancelled'])
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
}

// The first node is lost, and comes back as another process.
async function lost(nodes) {
  const [first, second, third] = nodes
  await trial('a node killed by SIGKILL leaves its completed tasks: lost 0 of 100', async () => {
    const ids = await Promise.all(Array.from({ length: 100 }, (_, i) =>
      begin(first.url, 'slow_compute', { seconds: 0, label: `number ${i}` })))
    await Promise.all(ids.map(id => untilStatus(first.url, id, ENDED)))
    await first.kill()
    const found = await Promise.all(ids.map(id => get(second.url, id)))
    await first.begin()
    return same(found.filter((one, i) => text(one) !== `Computed number ${i}`).length, 0)
  })

  await trial('a node killed by SIGKILL: its running tasks run again elsewhere, or fail in plain words', async () => {
    const again = await Promise.all(Array.from({ length: 5 }, (_, i) =>
      begin(first.url, 'slow_compute', { seconds: 3, label: `number ${i}` })))
    const once = await Promise.all(Array.from({ length: 5 }, () => begin(first.url, 'failing_job')))
    const killed = Date.now()
    await first.kill()
    const repeated = await Promise.all(again.map(id => untilStatus(second.url, id, ENDED)))
    const failed = await Promise.all(once.map(id => untilStatus(third.url, id, ENDED)))
    note(`all have ended ${((Date.now() - killed) / 1000).toFixed(1)} s after the kill`)
    await first.begin()
    return same([repeated.map(text), failed.map(one => STOPPED.test(text(one)) || text(one))],
      [again.map((_, i) => `Computed number ${i}`), once.map(() => true)])
  })

  await trial('a task that waits for input survives its node, and goes on elsewhere', async () => {
    const id = await begin(first.url, 'confirm_delete', { filename: 'a.txt' })
    await untilStatus(first.url, id, ['input_required'])
    await first.kill()
    const waiting = await get(second.url, id)
    const key = Object.keys(waiting.inputRequests ?? {})[0]
    const accepted = await task(third.url, 'tasks/update', id, {
      inputResponses: { [key]: { action: 'accept', content: { confirm: true } } } })
    const end = await untilStatus(second.url, id, ENDED)
    await first.begin()
    return same([waiting.status, accepted.status, text(end)], ['input_required', 200, 'Deleted a.txt'])
  })

  await trial('a node that stops in order lets short tasks end, and hands over what may run again', async () => {
    const short = await begin(first.url, 'slow_compute', { seconds: 2, label: 'short' })
    const long = await begin(first.url, 'slow_compute', { seconds: 30, label: 'long' })
    const stopped = Date.now()
    await first.stop()
    const seconds = (Date.now() - stopped) / 1000
    const early = await get(second.url, short)
    const working = await get(second.url, long)
    const end = await untilStatus(second.url, long, ENDED, 90_000)
    note(`the node ended after ${seconds.toFixed(1)} s, the long task ${((Date.now() - stopped) / 1000).toFixed(1)} s after the signal`)
    await first.begin()
    return same([text(early), working.status, text(end)], ['Computed short', 'working', 'Computed long'])
  })

  await trial('a node that was frozen for longer than its lease changes no end', async () => {
    const once = await begin(first.url, 'failing_job')
    const again = await begin(first.url, 'slow_compute', { seconds: 8, label: 'twice' })
    first.child.kill('SIGSTOP')
    const failed = await untilStatus(second.url, once, ENDED)
    first.child.kill('SIGCONT')
    await pause(6000)
    const seen = await Promise.all(nodes.map(node => get(node.url, once)))
    const ends = await Promise.all(nodes.map(node => untilStatus(node.url, again, ENDED)))
    const next = await untilStatus(third.url, await begin(first.url, 'slow_compute', { seconds: 0, label: 'next' }), ENDED)
    return (STOPPED.test(text(failed)) && seen.every(one => text(one) === text(failed))
      && ends.every(one => text(one) === 'Computed twice' && one.lastUpdatedAt === ends[0].lastUpdatedAt)
      && text(next) === 'Computed next') || { failed, seen, ends, next }
  })
}

// Every node is killed in turn while clients begin tasks and fetch their ends from other nodes.
async function underKills(nodes) {
  await trial(`nodes killed one after the other for ${SECONDS} s: acknowledged tasks lost 0, ends that differ 0`, async () => {
    const counts = { completed: 0, lost: 0, differ: 0, refused: 0, kills: 0 }
    const ended = []
    let turn = 0
    let isOver = false
    const next = () => nodes[turn++ % nodes.length].url
    const client = async number => {
      for (let i = 0; !isOver; i++) {
        const label = `${number} ${i}`
        const id = await begin(next(), 'slow_compute', { seconds: i % 2, label }).catch(() => undefined)
        if (!id) {
          counts.refused++
          await pause(100)
          continue
        }
        const end = await untilStatus(next, id, ENDED)
        if (text(end) === `Computed ${label}`) ended.push({ id, label })
        else counts.lost++
      }
    }
    const clients = [0, 1, 2, 3, 4, 5].map(client)
    const until = Date.now() + SECONDS * 1000
    for (let victim = 0; counts.kills < 2 || Date.now() < until - 8000; victim = (victim + 1) % nodes.length) {
      const pass = pause(10_000)
      await nodes[victim].kill()
      counts.kills++
      await nodes[victim].begin()
      await pass
    }
    isOver = true
    await Promise.all(clients)
    counts.completed = ended.length
    for (const { id, label } of ended) {
      const found = await Promise.all(nodes.map(node => get(node.url, id)))
      counts.differ += found.filter(one => text(one) !== `Computed ${label}`).length
    }
    note(JSON.stringify(counts))
    return (counts.lost + counts.differ === 0 && counts.completed > 50 && counts.kills > 1) || counts
  })
}

async function withoutTheEngine(nodes, engine) {
  await trial('the engine is away: calls that need it get 503 with Retry-After, and a running task stores its result later', async () => {
    const id = await begin(nodes[0].url, 'slow_compute', { seconds: 2, label: 'kept' })
    engine.freeze()
    const refused = await call(nodes[1].url, 'slow_compute', { seconds: 1 })
    const unread = await task(nodes[1].url, 'tasks/get', id)
    await pause(4000)
    engine.thaw()
    const end = await untilStatus(nodes[1].url, id, ENDED)
    return same([refused.status, !!refused.retryAfter, unread.status, text(end)], [503, true, 503, 'Computed kept'])
  })

  await trial('the engine comes back empty: a running task is found again', async () => {
    const id = await begin(nodes[0].url, 'slow_compute', { seconds: 15, label: 'found' })
    await pause(300)
    await engine.stop()
    await engine.begin()
    return same(text(await untilStatus(nodes[2].url, id, ENDED)), 'Computed found')
  })
}

export async function tasks(engine) {
  group('tasks')
  const nodes = await three(engine.settings(), 'tasks-')
  await together(nodes)
  await lost(nodes)
  await underKills(nodes)
  await withoutTheEngine(nodes, engine)
  await Promise.all(nodes.map(node => node.kill()))
}
