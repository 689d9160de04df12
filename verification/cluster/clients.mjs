// The official suite and the official clients, with each request on the next node.
import { Balancer } from './haproxy.mjs'
import { three } from './nodes.mjs'
import { finish } from './processes.mjs'
import { begin, note, trial } from './table.mjs'

const { CLUSTER_SUITE, CLUSTER_CLIENTS, CLUSTER_JAVA_CLIENT } = process.env
const NEWEST = ['2025-11-25', '2026-07-28']
const OLDER = ['2025-06-18', '2025-03-26']

async function passes(name, command, words, env) {
  const { code, text } = await finish(name, command, words, env)
  const failed = text.split('\n').filter(line => /^RESULT\t.*\tfailed\t/.test(line))
  if (code === 0) return true
  const told = failed.length > 0 ? failed : text.split('\n').slice(-40)
  told.forEach(note)
  return `exit code ${code}`
}

const FIXTURES = { 'lmcp.tools': 'conformance' }

async function behindHaproxy(name, settings, run) {
  const nodes = await three({ ...settings, ...FIXTURES }, `${name}-`)
  const balancer = await Balancer.start(`haproxy-${name}`, nodes)
  await run(balancer.url, nodes)
  await balancer.stop()
  await Promise.all(nodes.map(node => node.kill()))
}

export async function clients(settings, isAll) {
  begin('clients behind HAProxy')
  // these clients count the tools of a list before and after a change, which they make on each node
  await behindHaproxy('clients', settings, async (url, nodes) => {
    const fixtures = { FIXTURES_URL: url, FIXTURES_NODES: nodes.map(node => node.url).join(' ') }
    await trial('the TypeScript client, in both eras', () =>
      passes('typescript', process.execPath, [`${CLUSTER_CLIENTS}/typescript.mjs`], fixtures))
    await trial('the Java client', () => passes('java-sdk', 'java',
      ['-cp', CLUSTER_JAVA_CLIENT, 'dev.lmcp.verification.clients.Main'], fixtures))
  })
  // the suite changes a list on the node that it happens to reach, and reads it on another
  await behindHaproxy('suite', { ...settings, 'lmcp.tools.conformance.restores-lists': 'true' }, async url => {
    for (const revision of isAll ? [...NEWEST, ...OLDER] : NEWEST) {
      await trial(`the official suite (${revision})`, () =>
        passes(`suite-${revision}`, CLUSTER_SUITE, [revision, '--url', url]))
    }
  })
}
