// Nodes are stopped and killed one after the other while clients call, listen and fetch the results of tasks.
import { pause } from './processes.mjs'
import { begin, note, trial } from './table.mjs'
import { ENDED, begin as create, get, text, until } from './tasks.mjs'
import { Events, call, end, modern, session } from './wire.mjs'

const SECONDS = Number(process.env.CLUSTER_SECONDS)

// Clients that call until they are told to stop: half of them in each era.
class Callers {
  counts = { answered: 0, cut: 0, busy: 0, lost: 0, revived: 0, wrong: 0 }
  samples = []
  #over = false

  static async start(url, number = 20) {
    const callers = new Callers()
    const ids = await Promise.all(Array.from({ length: number }, () => session(url)))
    const ended = await Promise.all(Array.from({ length: 5 }, () => session(url)))
    await Promise.all(ended.map(id => end(url, id)))
    callers.done = Promise.all([
      ...ids.map(id => callers.#repeat(() => call(url, id, 'test_simple_text'), false)),
      ...ended.map(id => callers.#repeat(() => call(url, id, 'test_simple_text'), true)),
      ...ids.map(() => callers.#repeat(() => modern(url, 'tools/call', { name: 'test_simple_text' }), false)),
    ])
    return callers
  }

  async #repeat(run, isEnded) {
    while (!this.#over) {
      try {
        this.#count(await run(), isEnded)
      } catch {
        this.counts.cut++
      }
      await pause(50)
    }
  }

  #count({ status, text }, isEnded) {
    const { counts } = this
    if (isEnded && status === 404) counts.answered++
    else if (isEnded && status === 200) counts.revived++
    else if (status === 404) counts.lost++
    else if (status === 200 && text.includes('simple text')) counts.answered++
    else if ([502, 503, 504].includes(status)) counts.busy++
    else counts.wrong++
    if (![200, 404].includes(status) && this.samples.length < 3) this.samples.push(`${status} ${text.slice(0, 200)}`)
  }

  async stop() {
    this.#over = true
    await this.done
    note(JSON.stringify(this.counts))
    this.samples.forEach(note)
    return this.counts
  }
}

// One subscriber. It connects again as soon as its stream ends.
class Subscriber {
  heard = 0
  connected = 0
  reconnects = 0
  longest = 0
  #over = false

  constructor(open) {
    this.open = open
    this.done = this.#listen()
  }

  async #listen() {
    let lost = Date.now()
    while (!this.#over) {
      try {
        this.stream = await this.open(this.stream?.lastId)
        if (this.stream.status !== 200) throw new Error(`${this.stream.status}`)
        this.connected = Date.now()
        this.longest = Math.max(this.longest, this.connected - lost)
        while (await this.stream.next(() => true, 3_600_000)) this.heard = Date.now()
        lost = Date.now()
        this.reconnects++
      } catch {
        await pause(100)
      }
      this.connected = 0
      await pause(20)
    }
  }

  async stop() {
    this.#over = true
    this.stream?.close()
    await Promise.race([this.done, pause(2000)])
  }
}

// Subscribers of both eras. Each change that a node has acknowledged must reach all, or they must have connected after it.
class Subscribers {
  counts = { changes: 0, heard: 0, silent: 0 }
  #over = false

  static async start(url, number = 6) {
    const all = new Subscribers()
    const ids = await Promise.all(Array.from({ length: number }, () => session(url)))
    all.members = [
      ...ids.map(id => new Subscriber(last => Events.listen(url, id, last))),
      ...ids.map(() => new Subscriber(async () => {
        const stream = await Events.subscribe(url, { toolsListChanged: true })
        if (!(await stream.next())) throw new Error('no acknowledgment')
        return stream
      })),
    ]
    await pause(1000)
    all.done = all.#change(url)
    return all
  }

  async #change(url) {
    while (!this.#over) {
      const began = Date.now()
      const changed = await modern(url, 'tools/call', { name: 'test_trigger_tool_change' }).catch(() => ({ status: 0 }))
      await pause(4000)
      if (changed.status !== 200) continue
      this.counts.changes++
      for (const member of this.members) {
        if (member.heard >= began || member.connected >= began) this.counts.heard++
        else this.counts.silent++
      }
    }
  }

  async stop() {
    this.#over = true
    await this.done
    await Promise.all(this.members.map(member => member.stop()))
    const reconnects = this.members.reduce((sum, member) => sum + member.reconnects, 0)
    const longest = Math.max(...this.members.map(member => member.longest))
    note(JSON.stringify({ ...this.counts, reconnects, 'longest reconnect in ms': longest }))
    return { ...this.counts, longest }
  }
}

// Creates tasks, and waits for their ends. Each end that a client has seen must be there at the end of the trial.
class Tasks {
  ends = new Map()
  #over = false

  static start(url) {
    const tasks = new Tasks()
    tasks.done = tasks.#repeat(url)
    return tasks
  }

  async #repeat(url) {
    while (!this.#over) {
      try {
        const id = await create(url, 'which_node')
        const end = await until(url, id, ENDED, 5000)
        if (end.status === 'completed') this.ends.set(id, text(end))
      } catch {
        // its node was lost before the task was created
      }
      await pause(20)
    }
  }

  async stop(nodes) {
    this.#over = true
    await this.done
    let lost = 0
    for (const [id, end] of this.ends) {
      for (const node of nodes) {
        const found = await get(node.url, id)
        if (found.status !== 'completed' || text(found) !== end) lost++
      }
    }
    note(`${this.ends.size} completed tasks on ${nodes.length} nodes, lost ${lost}`)
    return { completed: this.ends.size, lost }
  }
}

// A node in a container is first taken out of the rotation, as docs/operations.md has it.
async function restart(node, balancer) {
  if (node.kind === 'tomcat') {
    await balancer.drain(node)
    await pause(1000)
  }
  await node.stop()
  await node.begin()
  if (node.kind === 'tomcat') await balancer.admit(node)
  await balancer.sees(node)
}

export async function load(nodes, balancer) {
  begin('nodes that go under load')
  await trial('a rolling restart: no request fails but those of connections cut', async () => {
    const [callers, subscribers] = await Promise.all([Callers.start(balancer.url), Subscribers.start(balancer.url)])
    await pause(1000)
    for (const node of nodes) await restart(node, balancer)
    await pause(1000)
    const [calls, changes] = await Promise.all([callers.stop(), subscribers.stop()])
    return (calls.busy + calls.lost + calls.revived + calls.wrong === 0 && calls.answered > 500 && changes.silent === 0
      && changes.changes > 1) || { calls, changes }
  })

  await trial(`nodes killed one after the other for ${SECONDS} s: nothing lost, nothing wrong, nobody silent`, async () => {
    const [callers, subscribers] = await Promise.all([Callers.start(balancer.url), Subscribers.start(balancer.url)])
    const makers = Tasks.start(balancer.url)
    const over = Date.now() + SECONDS * 1000
    let kills = 0
    for (let victim = 0; Date.now() < over - 8000; victim = (victim + 1) % nodes.length) {
      const next = pause(10_000)
      await nodes[victim].kill()
      kills++
      await nodes[victim].begin()
      await next
    }
    const [calls, changes] = await Promise.all([callers.stop(), subscribers.stop()])
    const done = await makers.stop(nodes)
    note(`${kills} kills`)
    return (done.lost === 0 && done.completed > 20 && calls.lost + calls.revived + calls.wrong === 0 && calls.answered > 500
      && changes.silent === 0 && changes.changes > 1 && changes.longest < 5000 && kills > 1) || { calls, changes, done, kills }
  })
}

