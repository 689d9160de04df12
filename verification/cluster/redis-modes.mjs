// Redis by TLS with a user and a password, by Sentinels whose master is lost, and as a Redis Cluster.
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { Node } from './nodes.mjs'
import { finish, freePort, listens, pause, start, until, work } from './processes.mjs'
import { begin, note, same, trial } from './table.mjs'
import { answer, asking, isAnswered, statuses } from './sessions.mjs'
import { isToolChange } from './streams.mjs'
import { Events, call, end, request, session } from './wire.mjs'

// a replica writes what it gets from its master to a file
const base = name => ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', work, '--dbfilename', `${name}.rdb`]
const TIMEOUT = { 'lmcp.cluster': 'redis', 'lmcp.cluster.redis.timeout': '1s' }

async function server(name, words) {
  const port = await freePort()
  const child = start(name, 'redis-server', [...base(name), ...words(port)])
  await listens(port)
  return { port, child }
}

const pair = (name, settings, options) =>
  Promise.all(['one', 'two'].map(which => Node.start(`${name}-${which}`, settings, options)))

const stopAll = children => Promise.all(children.map(child => { child.kill('SIGKILL'); return child.ended }))

// The store, the event log and the bus, as clients see them.
async function works(what, [one, two]) {
  await trial(`${what}: a session, a log level and an end are the same on both nodes`, async () => {
    const id = await session(one.url)
    const level = await request(two.url, id, 'logging/setLevel', { level: 'emergency' })
    const before = await statuses(id, [one, two])
    const { text } = await call(one.url, id, 'test_tool_with_logging')
    const ended = await end(two.url, id)
    return same([level.status, ...before, text.includes('notifications/message'), ended, ...(await statuses(id, [one, two]))],
      [200, 200, 200, false, 204, 404, 404])
  })
  await trial(`${what}: an answer and a resumption arrive on the other node`, async () => {
    const id = await session(one.url)
    const { stream, question } = await asking(one, id)
    stream.close()
    const rest = await Events.listen(two.url, id, stream.lastId)
    const { status } = await answer(two, id, question)
    const result = await rest.next(event => event.id === 1)
    return (status === 202 && isAnswered(result)) || { status, result }
  })
  await trial(`${what}: a change is heard on the other node`, async () => {
    const stream = await Events.listen(two.url, await session(two.url))
    await call(one.url, await session(one.url), 'test_trigger_tool_change')
    const heard = await stream.next(isToolChange)
    stream.close()
    return heard !== undefined
  })
}

async function byTls() {
  const openssl = (...words) => execFileSync('openssl', words, { cwd: work, stdio: 'pipe' })
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=trial-ca', '-keyout', 'ca.key', '-out', 'ca.pem')
  openssl('req', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=localhost', '-keyout', 'redis.key', '-out', 'redis.csr')
  writeFileSync(`${work}/redis.ext`, 'subjectAltName=DNS:localhost')
  openssl('x509', '-req', '-in', 'redis.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2',
    '-extfile', 'redis.ext', '-out', 'redis.pem')
  execFileSync('keytool', ['-importcert', '-noprompt', '-alias', 'ca', '-file', `${work}/ca.pem`, '-storepass', 'changeit',
    '-keystore', `${work}/trust.p12`], { stdio: 'pipe' })
  // the commands and the keys that docs/cluster.md names, and no other
  writeFileSync(`${work}/users.acl`, 'user default off\nuser lmcp on >tr1al-pass ~lmcp:* &lmcp:* -@all +get +set +del +eval +xadd '
    + '+xrange +pexpire +publish +subscribe +unsubscribe +ping\n')
  const redis = await server('redis-tls', port => ['--port', '0', '--tls-port', `${port}`, '--tls-auth-clients', 'no',
    '--tls-cert-file', `${work}/redis.pem`, '--tls-key-file', `${work}/redis.key`, '--tls-ca-cert-file', `${work}/ca.pem`,
    '--aclfile', `${work}/users.acl`])
  const settings = { ...TIMEOUT, 'lmcp.cluster.redis.addresses': `localhost:${redis.port}`, 'lmcp.cluster.redis.tls': 'true',
    'lmcp.cluster.redis.user': 'lmcp', 'lmcp.cluster.redis.password': 'tr1al-pass' }
  const options = ['-XX:TieredStopAtLevel=1', `-Djavax.net.ssl.trustStore=${work}/trust.p12`,
    '-Djavax.net.ssl.trustStorePassword=changeit']
  const nodes = await pair('tls', settings, { options })
  await works('TLS, user and password', nodes)
  const refused = { ...settings, 'lmcp.cluster.redis.password': 'wrong' }
  await trial('TLS, user and password: a wrong password, and a certificate that is not trusted, get 503', async () => {
    const strangers = await Promise.all([Node.start('tls-wrong', refused, { options }), Node.start('tls-untrusted', settings)])
    const id = await session(nodes[0].url)
    const found = await statuses(id, strangers)
    await Promise.all(strangers.map(node => node.kill()))
    return same(found, [503, 503])
  })
  await Promise.all(nodes.map(node => node.kill()))
  await stopAll([redis.child])
}

async function bySentinels() {
  const master = await server('sentinel-master', port => ['--port', `${port}`])
  const replica = await server('sentinel-replica', port => ['--port', `${port}`, '--replicaof', '127.0.0.1', `${master.port}`])
  const sentinels = await Promise.all([1, 2, 3].map(async number => {
    const port = await freePort()
    const file = `${work}/sentinel-${number}.conf`
    writeFileSync(file, [`port ${port}`, 'bind 127.0.0.1', `sentinel monitor trial 127.0.0.1 ${master.port} 2`,
      'sentinel down-after-milliseconds trial 1000', 'sentinel failover-timeout trial 5000', ''].join('\n'))
    const child = start(`sentinel-${number}`, 'redis-server', [file, '--sentinel', '--dir', work])
    await listens(port)
    return { port, child }
  }))
  const nodes = await pair('sentinel', { ...TIMEOUT, 'lmcp.cluster.redis.mode': 'sentinel', 'lmcp.cluster.redis.master-name': 'trial',
    'lmcp.cluster.redis.addresses': sentinels.map(({ port }) => `127.0.0.1:${port}`).join(',') })
  await works('Sentinels', nodes)
  const ask = async port => (await finish('redis-cli', 'redis-cli', ['-p', `${port}`, 'info', 'replication'])).text
  await until('the Sentinels and the replica know one another', async () => {
    const { text } = await finish('redis-cli', 'redis-cli', ['-p', `${sentinels[0].port}`, 'info', 'sentinel'])
    return /slaves=1,sentinels=3/.test(text) && /master_link_status:up/.test(await ask(replica.port))
  })
  await trial('Sentinels: the master is lost; nodes go on with its replica, and ended sessions stay ended', async () => {
    const [known, ended] = [await session(nodes[0].url), await session(nodes[0].url)]
    await end(nodes[1].url, ended)
    const stream = await Events.listen(nodes[1].url, known)
    await pause(500)
    const began = Date.now()
    await stopAll([master.child])
    await until('the replica is the master', async () => /role:master/.test(await ask(replica.port)))
    const failover = Date.now() - began
    await until('a session is ended on both nodes', async () => {
      const id = await session(nodes[0].url)
      return (await end(nodes[1].url, id)) === 204 && (await request(nodes[0].url, id, 'tools/list')).status === 404
    })
    note(`the failover took ${failover} ms, and the nodes used the new master after ${Date.now() - began} ms`)
    await until('changes are heard', async () => {
      await call(nodes[0].url, known, 'test_trigger_tool_change')
      return (await stream.next(isToolChange, 1000)) !== undefined
    })
    stream.close()
    return same([...(await statuses(known, nodes)), ...(await statuses(ended, nodes))], [200, 200, 404, 404])
  })
  await works('Sentinels, after the failover', nodes)
  await Promise.all(nodes.map(node => node.kill()))
  await stopAll([replica.child, ...sentinels.map(({ child }) => child)])
}

async function asCluster() {
  const masters = []
  for (const number of [1, 2, 3]) {
    const bus = await freePort()
    masters.push(await server(`cluster-${number}`, port => ['--port', `${port}`, '--cluster-port', `${bus}`,
      '--cluster-enabled', 'yes', '--cluster-config-file', `${work}/cluster-${number}.nodes`, '--cluster-node-timeout', '2000']))
  }
  const addresses = masters.map(({ port }) => `127.0.0.1:${port}`)
  const created = await finish('redis-cli', 'redis-cli', ['--cluster', 'create', ...addresses, '--cluster-yes'])
  if (created.code !== 0) throw new Error(created.text)
  const nodes = await pair('cluster', { ...TIMEOUT, 'lmcp.cluster.redis.mode': 'cluster',
    'lmcp.cluster.redis.addresses': addresses.slice(0, 2).join(',') })
  await works('Redis Cluster', nodes)
  await trial('Redis Cluster: fifty sessions, on all masters, end on both nodes', async () => {
    const ids = await Promise.all(Array.from({ length: 50 }, (_, i) => session(nodes[i % 2].url)))
    const ended = await Promise.all(ids.map((id, i) => end(nodes[(i + 1) % 2].url, id)))
    const after = (await Promise.all(ids.map(id => statuses(id, nodes)))).flat()
    return same([ended.every(status => status === 204), after.every(status => status === 404)], [true, true])
  })
  await Promise.all(nodes.map(node => node.kill()))
  await stopAll(masters.map(({ child }) => child))
}

export async function redisModes() {
  begin('Redis in its modes')
  for (const mode of [byTls, bySentinels, asCluster]) {
    try {
      await mode()
    } catch (error) {
      await trial(mode.name, () => { throw error })
    }
  }
}
