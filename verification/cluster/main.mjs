// The trial of three nodes on one engine. Each module has the promises of one kind.
import { clients } from './clients.mjs'
import { Balancer } from './haproxy.mjs'
import { faults } from './faults.mjs'
import { limits } from './limits.mjs'
import { load } from './load.mjs'
import { three } from './nodes.mjs'
import { Redis } from './redis.mjs'
import { redisModes } from './redis-modes.mjs'
import { sessions } from './sessions.mjs'
import { streams } from './streams.mjs'
import { summary } from './table.mjs'
import { tasks } from './tasks.mjs'

const ENGINES = { redis: Redis }
const [all, ...chosen] = process.argv.slice(2)
const isAll = all === 'all'
const has = part => chosen.length === 0 || chosen.includes(part)

async function tryEngine(kind) {
  console.log(`\n=== ${kind.label}`)
  const engine = await kind.start()
  const settings = engine.settings()
  if (has('clients')) await clients(settings, isAll)
  const nodes = await three(settings)
  if (has('sessions')) await sessions(nodes, settings)
  if (has('streams')) await streams(nodes)
  if (has('load')) {
    const balancer = await Balancer.start('haproxy', nodes)
    await load(nodes, balancer)
    await balancer.stop()
  }
  await Promise.all(nodes.map(node => node.kill()))
  if (has('tasks')) await tasks(engine, isAll)
  if (has('limits')) await limits(settings)
  if (has('tasks')) await tasks(engine)
  if (has('faults')) await faults(engine)
  await engine.stop()
}

for (const kind of Object.values(ENGINES).slice(0, isAll ? undefined : 1)) await tryEngine(kind)
if (isAll && has('modes')) await redisModes()
process.exit(summary() ? 0 : 1)
