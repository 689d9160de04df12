// The trial of three nodes on one engine. Each module has the promises of one kind.
import { clients } from './clients.mjs'
import { Balancer } from './haproxy.mjs'
import { faults } from './faults.mjs'
import { limits } from './limits.mjs'
import { load } from './load.mjs'
import { three } from './nodes.mjs'
import { Postgres } from './postgres.mjs'
import { Redis } from './redis.mjs'
import { redisModes } from './redis-modes.mjs'
import { sessions } from './sessions.mjs'
import { streams } from './streams.mjs'
import { summary, trial } from './table.mjs'
import { tasks } from './tasks.mjs'

const KINDS = { redis: Redis, jdbc: Postgres }
// the first one is tried in a normal run
const engines = process.env.CLUSTER_ENGINES.split(' ').map(name => KINDS[name])
const [all, ...chosen] = process.argv.slice(2)
const isAll = all === 'all'
const has = part => chosen.length === 0 || chosen.includes(part)

// Runs a part. If it cannot even begin, that is a row, and the other parts go on.
async function part(name, run) {
  if (!has(name)) return
  try {
    await run()
  } catch (error) {
    await trial(`${name} runs to its end`, () => { throw error })
  }
}

async function onThreeNodes(settings) {
  const nodes = await three(settings)
  await part('sessions', () => sessions(nodes, settings))
  await part('streams', () => streams(nodes))
  await part('load', async () => {
    const balancer = await Balancer.start('haproxy', nodes)
    await load(nodes, balancer)
    await balancer.stop()
  })
  await Promise.all(nodes.map(node => node.kill()))
}

async function tryEngine(kind) {
  console.log(`\n=== ${kind.label}`)
  const engine = await kind.start()
  const settings = engine.settings()
  await part('clients', () => clients(settings, isAll))
  if (['sessions', 'streams', 'load'].some(has)) await onThreeNodes(settings)
  await part('tasks', () => tasks(engine, isAll))
  await part('limits', () => limits(settings))
  await part('faults', () => faults(engine))
  await engine.stop()
}

for (const kind of isAll ? engines : engines.slice(0, 1)) await tryEngine(kind)
if (isAll) await part('modes', redisModes)
process.exit(summary() ? 0 : 1)
