// The official suite and the official clients, with each request on the next node.
import { Balancer } from './haproxy.mjs'
import { three } from './nodes.mjs'
import { finish } from './processes.mjs'
import { begin, note, trial } from './table.mjs'
import { modern } from './wire.mjs'

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

// A scenario adds a tool on the node that it happens to reach. Then nodes do not have the same list.
async function removeComingTools(nodes) {
  for (const { url } of nodes) {
    const { text } = await modern(url, 'tools/list')
    if (text.includes('"test_coming_and_going_tool"')) {
      await modern(url, 'tools/call', { name: 'test_trigger_tool_change' })
    }
  }
}

// The nodes are fresh: each has the same lists, because a list that a tool changes is the list of one node.
export async function clients(settings, isAll) {
  begin('clients behind HAProxy')
  const nodes = await three({ ...settings, 'lmcp.tools': 'conformance' }, 'clients-')
  const balancer = await Balancer.start('haproxy-clients', nodes)
  const fixtures = { FIXTURES_URL: balancer.url, FIXTURES_NODES: nodes.map(node => node.url).join(' ') }
  await trial('the TypeScript client, in both eras', () =>
    passes('typescript', process.execPath, [`${CLUSTER_CLIENTS}/typescript.mjs`], fixtures))
  await trial('the Java client', () => passes('java-sdk', 'java',
    ['-cp', CLUSTER_JAVA_CLIENT, 'dev.lmcp.verification.clients.Main'], fixtures))
  for (const revision of isAll ? [...NEWEST, ...OLDER] : NEWEST) {
    await removeComingTools(nodes)
    await trial(`the official suite (${revision})`, () =>
      passes(`suite-${revision}`, CLUSTER_SUITE, [revision, '--url', balancer.url]))
  }
  await balancer.stop()
  await Promise.all(nodes.map(node => node.kill()))
}
