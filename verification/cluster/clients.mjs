// The official suite and the official clients, with each request on the next node.
import { Balancer } from './haproxy.mjs'
import { three } from './nodes.mjs'
import { finish } from './processes.mjs'
import { begin, note, trial } from './table.mjs'

const { CLUSTER_SUITE, CLUSTER_CLIENTS, CLUSTER_JAVA_CLIENT } = process.env
const REVISIONS = ['2025-11-25', '2026-07-28', '2025-06-18', '2025-03-26']

async function passes(name, command, words, env) {
  const { code, text } = await finish(name, command, words, env)
  const failed = text.split('\n').filter(line => /^RESULT\t.*\tfailed\t/.test(line))
  if (code === 0) return true
  const told = failed.length > 0 ? failed : text.split('\n').slice(-40)
  told.forEach(note)
  return `exit code ${code}`
}

// The nodes are fresh: each has the same lists, because a list that a tool changes is the list of one node.
export async function clients(settings) {
  begin('clients behind HAProxy')
  const nodes = await three(settings, 'clients-')
  const balancer = await Balancer.start('haproxy-clients', nodes)
  const fixtures = { FIXTURES_URL: balancer.url, FIXTURES_NODES: nodes.map(node => node.url).join(' ') }
  await trial('the TypeScript client, in both eras', () =>
    passes('typescript', process.execPath, [`${CLUSTER_CLIENTS}/typescript.mjs`], fixtures))
  await trial('the Java client', () => passes('java-sdk', 'java',
    ['-cp', CLUSTER_JAVA_CLIENT, 'dev.lmcp.verification.clients.Main'], fixtures))
  for (const revision of REVISIONS) {
    await trial(`the official suite (${revision})`, () =>
      passes(`suite-${revision}`, CLUSTER_SUITE, [revision, '--url', balancer.url]))
  }
  await balancer.stop()
  await Promise.all(nodes.map(node => node.kill()))
}
