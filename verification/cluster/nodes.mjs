// The nodes of the trial: the sample's web archive by java -jar, or in Tomcat, with the fixtures of the conformance suite.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { freePort, pause, start, until, work } from './processes.mjs'

const { CLUSTER_WAR, CLUSTER_PLUGINS, CLUSTER_TOMCAT } = process.env
const JVM = ['-XX:+UseSerialGC', '-Xmx256m']
// A trial starts many nodes and asks each of them little.
const BRIEF = ['-XX:TieredStopAtLevel=1']

const ready = async url => (await fetch(url.replace(/mcp$/, 'health/ready'), { signal: AbortSignal.timeout(2000) })).status
const escaped = text => String(text).replace(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`)

export class Node {
  // Starts a node, and waits until it is ready. kind: 'jar' or 'tomcat'.
  static async start(name, settings, { kind = 'jar', options = BRIEF } = {}) {
    const node = new Node()
    node.name = name
    node.kind = kind
    node.options = options
    node.port = await freePort()
    node.url = `http://127.0.0.1:${node.port}/mcp`
    node.settings = {
      'lmcp.auth': 'none',
      'lmcp.tools': 'conformance,trial',
      'lmcp.plugin-directory': CLUSTER_PLUGINS,
      'lmcp.state-key-file': `${work}/state.keys`,
      ...settings,
    }
    await node.begin()
    return node
  }

  async begin() {
    this.child = this.kind === 'tomcat' ? this.#inTomcat() : this.#byItself()
    const child = this.child
    let isOver = false
    child.ended.then(() => { isOver = true })
    await until(`${this.name} is ready (see ${work}/${this.name}.log)`, async () => {
      if (isOver) throw new Error(`${this.name} ended before it was ready; see ${work}/${this.name}.log`)
      return (await this.readiness()) === 200
    }, 60_000)
  }

  #byItself() {
    const settings = Object.entries(this.settings).map(([key, value]) => `--${key}=${value}`)
    const words = [...JVM, ...this.options, '-jar', CLUSTER_WAR, '--port', `${this.port}`, ...settings]
    return start(this.name, 'java', words)
  }

  #inTomcat() {
    const base = `${work}/${this.name}`
    rmSync(base, { recursive: true, force: true })
    cpSync(`${work}/tomcat-base`, base, { recursive: true })
    const server = `${base}/conf/server.xml`
    writeFileSync(server, readFileSync(server, 'utf8').replace(' port="0"', ` port="${this.port}"`))
    mkdirSync(`${base}/conf/Catalina/localhost`, { recursive: true })
    const parameters = Object.entries(this.settings).map(
      ([key, value]) => `<Parameter name="${key}" value="${escaped(value)}" override="false"/>`)
    writeFileSync(`${base}/conf/Catalina/localhost/ROOT.xml`, [
      `<Context docBase="${CLUSTER_WAR}">`, ...parameters, '<JarScanner scanClassPath="false">',
      '<JarScanFilter defaultTldScan="false" defaultPluggabilityScan="false"/></JarScanner></Context>'].join('\n'))
    return start(this.name, 'java', [...JVM, ...this.options,
      `-Dcatalina.home=${CLUSTER_TOMCAT}`, `-Dcatalina.base=${base}`, `-Djava.io.tmpdir=${base}/temp`,
      '-cp', `${CLUSTER_TOMCAT}/bin/bootstrap.jar:${CLUSTER_TOMCAT}/bin/tomcat-juli.jar`,
      'org.apache.catalina.startup.Bootstrap', 'start'])
  }

  // The status of its readiness; 0 if it does not answer.
  readiness() { return ready(this.url).catch(() => 0) }

  // Ends it without a farewell.
  async kill() {
    this.child.kill('SIGKILL')
    await this.child.ended
  }

  // Stops it as an orchestrator does.
  async stop() {
    this.child.kill('SIGTERM')
    const isOver = await Promise.race([this.child.ended.then(() => true), pause(40_000)])
    if (!isOver) throw new Error(`${this.name} runs 40 s after SIGTERM; see ${work}/${this.name}.log`)
  }
}

// Two nodes by java -jar and one in Tomcat. settings: those of all nodes, or those of the node with this number.
export function three(settings, prefix = '') {
  const of = typeof settings === 'function' ? settings : () => settings
  return Promise.all(['one', 'two', 'three'].map((name, i) =>
    Node.start(`${prefix}${name}`, of(i), { kind: i === 2 ? 'tomcat' : 'jar' })))
}
