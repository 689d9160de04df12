// The processes of the trial: the engine and the nodes. Each ends with the trial.
import { spawn } from 'node:child_process'
import { createServer, connect } from 'node:net'
import { createWriteStream } from 'node:fs'

const work = process.env.CLUSTER_WORK
const running = new Set()

process.on('exit', () => running.forEach(child => child.kill('SIGKILL')))
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1))

export const pause = milliseconds => new Promise(done => setTimeout(done, milliseconds))

function start(name, command, words) {
  const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'pipe'] })
  const log = createWriteStream(`${work}/${name}.log`, { flags: 'a' })
  child.stdout.pipe(log)
  child.stderr.pipe(log)
  running.add(child)
  child.on('exit', () => running.delete(child))
  return child
}

function freePort() {
  return new Promise(done => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => done(port))
    })
  })
}

function answers(port) {
  return new Promise(done => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => { socket.destroy(); done(true) })
    socket.on('error', () => done(false))
  })
}

export class Engine {
  static async start() {
    const engine = new Engine()
    engine.port = await freePort()
    await engine.begin()
    return engine
  }

  async begin() {
    this.child = start('redis', 'redis-server', ['--port', `${this.port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'])
    for (let i = 0; i < 200 && !(await answers(this.port)); i++) await pause(50)
  }

  async stop() {
    this.child.kill('SIGKILL')
    for (let i = 0; i < 200 && (await answers(this.port)); i++) await pause(50)
  }

  freeze() { this.child.kill('SIGSTOP') }
  thaw() { this.child.kill('SIGCONT') }
}

export class Node {
  // Starts a node, and waits until it tells its URL.
  static start(name, engine, settings = {}) {
    const all = {
      'lmcp.cluster': 'redis',
      'lmcp.cluster.redis.addresses': `127.0.0.1:${engine.port}`,
      'lmcp.cluster.redis.timeout': '1s',
      'lmcp.state-key-file': `${work}/state.keys`,
      ...settings,
    }
    const words = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xmx256m', '-cp', process.env.CLUSTER_CLASS_PATH, 'Node']
    const child = start(name, 'java', [...words, ...Object.entries(all).map(([key, value]) => `${key}=${value}`)])
    return new Promise((done, failed) => {
      let text = ''
      child.stdout.on('data', bytes => {
        text += bytes
        const url = /https?:\/\/\S+\/mcp/.exec(text)
        if (url) done(Object.assign(new Node(), { name, child, url: url[0] }))
      })
      child.on('exit', () => failed(new Error(`${name} ended before it told its URL; see ${work}/${name}.log`)))
    })
  }

  kill() { this.child.kill('SIGKILL') }
}
