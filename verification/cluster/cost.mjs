// What several nodes cost beside one alone, in one run, as ratios. Writes RESULTS.md.
import http from 'node:http'
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { Node } from './nodes.mjs'
import { finish, pause } from './processes.mjs'
import { Redis } from './redis.mjs'
import { legacyCalls, modernCalls, round } from './wrk.mjs'
import { COMMON, META, modern, request, session } from './wire.mjs'

const isQuick = !!process.env.CLUSTER_QUICK
const ROUNDS = isQuick ? 2 : 8
const SECONDS = isQuick ? 2 : 5
const WARM_UP = isQuick ? 2 : 20
const STREAMS = isQuick ? 300 : 10_000
const FIRST_CALLS = isQuick ? 50 : 500
const LIMITS = { 'lmcp.limits.max-streams': `${STREAMS}`, 'lmcp.limits.heartbeat-interval': '60s' }

const rows = []
function row(what, found, target, remark) {
  rows.push([what, found, target, remark])
  console.log(`  ${what}: ${found}${target ? `, target ${target}` : ''}${remark ? ` (${remark})` : ''}`)
}

const sorted = numbers => [...numbers].sort((a, b) => a - b)
const at = (numbers, share) => sorted(numbers)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))]
const median = numbers => (at(numbers, 0.5) + sorted(numbers)[Math.floor((numbers.length - 1) / 2)]) / 2
const spread = numbers => `${Math.min(...numbers).toFixed(2)} to ${Math.max(...numbers).toFixed(2)}`

async function commands(engine) {
  const { text } = await finish('redis-cli', 'redis-cli', ['-p', `${engine.port}`, 'info', 'stats'])
  return Number(/total_commands_processed:(\d+)/.exec(text)[1])
}

// Neighboring rounds: one node, the other, and in the next pair the other way round.
async function compare(what, target, engine, pairs) {
  for (const [node, file] of pairs) await round(node, file, WARM_UP)
  const rates = []
  const costs = []
  const found = [[], []]
  let asked = 0
  let calls = 0
  for (let i = 0; i < ROUNDS; i++) {
    const results = []
    for (const which of i % 2 === 0 ? [0, 1] : [1, 0]) {
      const before = await commands(engine)
      results[which] = await round(...pairs[which], SECONDS)
      found[which].push(results[which])
      if (which === 1) {
        asked += await commands(engine) - before
        calls += results[1].calls
      }
    }
    rates.push(results[0].rate / results[1].rate)
    costs.push(results[1].micros / results[0].micros)
  }
  const told = which => `${median(found[which].map(one => one.micros)).toFixed(0)} µs, `
    + `${median(found[which].map(one => one.rate)).toFixed(0)} calls/s`
  row(`${what}: CPU of a call, with the cluster to alone`, median(costs).toFixed(3), target,
    `alone ${told(0)}; with the cluster ${told(1)}; rounds ${spread(costs)}`)
  row(`${what}: time of a call, with the cluster to alone`, median(rates).toFixed(3), target, `rounds ${spread(rates)}`)
  row(`${what}: commands that Redis got in a thousand calls`, (asked / calls * 1000).toFixed(2), '',
    `${asked} commands in ${ROUNDS * SECONDS} s and ${calls} calls: leases, pings and the counts of limits`)
}

async function timed(run) {
  const began = performance.now()
  await run()
  return performance.now() - began
}

async function firstCalls(here, there) {
  const first = []
  const next = []
  for (let i = 0; i < FIRST_CALLS; i++) {
    const id = await session(here.url)
    first.push(await timed(() => request(there.url, id, 'tools/list')))
    next.push(await timed(() => request(there.url, id, 'tools/list')))
  }
  row('first call of a session on a node, ms', median(first).toFixed(2), '',
    `99 % in ${at(first, 0.99).toFixed(2)} ms; the next call ${median(next).toFixed(2)} ms; ${FIRST_CALLS} sessions, one after the other`)
}

async function throughput(nodes, file) {
  for (const node of nodes) await round(node, file, WARM_UP)
  const ratios = []
  const totals = []
  for (let i = 0; i < Math.max(2, ROUNDS / 2); i++) {
    const one = await round(nodes[0], file, SECONDS)
    const all = await Promise.all(nodes.map(node => round(node, file, SECONDS)))
    totals.push([one.rate, all.reduce((sum, result) => sum + result.rate, 0)])
    ratios.push(totals.at(-1)[1] / one.rate)
  }
  row(`throughput of three nodes to one on ${cpus().length} cores`, median(ratios).toFixed(2), '',
    `${median(totals.map(pair => pair[1])).toFixed(0)} to ${median(totals.map(pair => pair[0])).toFixed(0)} calls/s; `
      + 'the cores are the limit: the nodes share them with wrk')
}

// Opens a stream of a modern subscription, and calls back at each event.
function listen(node, onAcknowledged, onChange) {
  const asking = http.request(node.url, {
    method: 'POST', agent: false,
    headers: { ...COMMON, 'MCP-Protocol-Version': '2026-07-28', 'Mcp-Method': 'subscriptions/listen' },
  }, response => {
    response.setEncoding('utf8')
    response.on('data', text => {
      if (text.includes('acknowledged')) onAcknowledged(response.statusCode)
      if (text.includes('tools/list_changed')) onChange()
    })
    if (response.statusCode !== 200) onAcknowledged(response.statusCode)
  })
  asking.on('error', () => onAcknowledged(0))
  asking.end(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'subscriptions/listen',
    params: { notifications: { toolsListChanged: true }, _meta: META } }))
  return asking
}

async function change(nodes) {
  let open = 0
  let failed = 0
  let heard = 0
  let last = 0
  const asking = []
  for (let i = 0; i < STREAMS; i++) {
    asking.push(listen(nodes[i % nodes.length], status => (status === 200 ? open++ : failed++), () => {
      heard++
      last = performance.now()
    }))
    // not more at once than a node accepts
    while (i - open - failed > 200) await pause(5)
  }
  while (open + failed < STREAMS) await pause(20)
  const times = []
  for (let i = 0; i < (isQuick ? 2 : 5); i++) {
    heard = 0
    const began = performance.now()
    await modern(nodes[i % nodes.length].url, 'tools/call', { name: 'test_trigger_tool_change' })
    for (let end = Date.now() + 30_000; heard < open && Date.now() < end;) await pause(5)
    if (heard < open) throw new Error(`${heard} of ${open} streams heard of a change within 30 s`)
    times.push(last - began)
    await pause(500)
  }
  asking.forEach(one => one.destroy())
  row(`a change until the last of ${open} streams on three nodes has it, ms`, median(times).toFixed(0), '',
    `${times.length} changes, ${times.map(time => time.toFixed(0)).join(', ')} ms; ${failed} streams were refused; one client process reads all`)
}

function write() {
  const date = new Date().toISOString().slice(0, 10)
  const version = readFileSync('/proc/version', 'utf8').split(' ').slice(0, 3).join(' ')
  writeFileSync(process.env.CLUSTER_RESULTS, [
    '# What several nodes cost', '',
    `Measured on ${date} by \`verification/cluster/cost\`, on ${cpus().length} cores (${cpus()[0].model.trim()}), `
      + `${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${version}. All processes are on this machine: three nodes, Redis, wrk and `
      + 'the clients. A node has a heap of 512 MiB and the serial collector. Nothing else ran.', '',
    `Ratios are medians of ${ROUNDS} neighboring rounds of ${SECONDS} s with eight connections, after ${WARM_UP} s without a `
      + 'measurement. The CPU of a call is what the kernel charged to the node.', '',
    '| what | found | target | remark |', '|---|---|---|---|',
    ...rows.map(columns => `| ${columns.join(' | ')} |`), ''].join('\n'))
}

const engine = await Redis.start()
const options = ['-Xmx512m']
const alone = await Node.start('alone', LIMITS, { options })
const nodes = []
for (const name of ['one', 'two', 'three']) {
  nodes.push(await Node.start(name, { ...engine.settings(), ...LIMITS }, { options }))
}
const calls = modernCalls()
await compare('modern call', '1.00', engine, [[alone, calls], [nodes[0], calls]])
await compare('legacy call of a known session', '≤ 1.05', engine, [
  [alone, legacyCalls('alone', await session(alone.url))],
  [nodes[0], legacyCalls('cluster', await session(nodes[0].url))]])
await alone.kill()
await firstCalls(nodes[0], nodes[1])
await throughput(nodes, calls)
await change(nodes)
if (!isQuick) write()
process.exit(0)
