// The processes of the trial. Each ends with the trial.
import { spawn } from 'node:child_process'
import { connect, createServer } from 'node:net'
import { createWriteStream } from 'node:fs'

export const work = process.env.CLUSTER_WORK
const running = new Set()

process.on('exit', () => running.forEach(child => child.kill('SIGKILL')))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1))

export const pause = milliseconds => new Promise(done => setTimeout(done, milliseconds))

// Starts a process. Its output is in the log of this name.
export function start(name, command, words, options = {}) {
  const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
  const log = createWriteStream(`${work}/${name}.log`, { flags: 'a' })
  child.stdout.pipe(log, { end: false })
  child.stderr.pipe(log, { end: false })
  child.on('error', error => log.write(`${error}\n`))
  running.add(child)
  child.ended = new Promise(done => child.on('close', code => { running.delete(child); done(code) }))
  return child
}

// Runs a process to its end, and returns its exit code and its output.
export async function finish(name, command, words, env = {}) {
  const child = start(name, command, words, { env: { ...process.env, ...env } })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', bytes => { text += bytes })
  return { code: await child.ended, text }
}

export function freePort() {
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

// Waits until a claim holds. Throws with these words if it does not within the time.
export async function until(what, claim, milliseconds = 30_000) {
  for (const end = Date.now() + milliseconds; Date.now() < end; await pause(50)) {
    if (await claim()) return
  }
  throw new Error(`${what}: not within ${milliseconds / 1000} s`)
}

export const listens = port => until(`port ${port} is open`, () => answers(port))
