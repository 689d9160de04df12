// The engine PostgreSQL: one server of this trial, on a free port. It runs as the user postgres if the trial runs as root.
import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { freePort, listens, start } from './processes.mjs'

const DEBIAN = '/usr/lib/postgresql'
const IS_ROOT = process.getuid() === 0

// Debian has one folder for each version, and none of them on the PATH.
function program(name) {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => b - a) : []
  return versions.map(version => `${DEBIAN}/${version}/bin/${name}`).find(existsSync) ?? name
}

// PostgreSQL refuses to run as root.
const asUser = words => (IS_ROOT ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups', ...words] : words)

function run(...words) {
  const [command, ...rest] = asUser(words)
  const { status, stdout, stderr, error } = spawnSync(command, rest, { encoding: 'utf8', cwd: '/' })
  if (status !== 0) throw new Error(`'${words.join(' ')}' failed: ${error ?? stderr}${stdout ?? ''}`)
  return stdout
}

export class Postgres {
  static label = 'postgresql'

  static async start() {
    const engine = new Postgres()
    engine.port = await freePort()
    engine.folder = mkdtempSync(`${tmpdir()}/lmcp-postgres-`)
    if (IS_ROOT) chownSync(engine.folder, Number(run('id', '-u')), Number(run('id', '-g')))
    // before the handler that kills processes: a server that is killed leaves shared memory behind
    process.prependListener('exit', () => engine.#remove())
    run(program('initdb'), '-D', `${engine.folder}/empty`, '-U', 'postgres', '--auth=trust', '--no-sync', '--locale=C', '-E', 'UTF8')
    await engine.begin()
    return engine
  }

  // The settings of a node that reaches the engine by this port.
  settings(port = this.port) {
    return {
      'lmcp.cluster': 'jdbc',
      'lmcp.cluster.jdbc.url': `jdbc:postgresql://127.0.0.1:${port}/postgres`,
      'lmcp.cluster.jdbc.user': 'postgres',
      'lmcp.cluster.jdbc.create-schema': 'true',
      'lmcp.cluster.jdbc.timeout': '1s',
    }
  }

  // Starts the engine. It comes back empty.
  async begin() {
    rmSync(`${this.folder}/data`, { recursive: true, force: true })
    run('cp', '-a', `${this.folder}/empty`, `${this.folder}/data`)
    const settings = [`port=${this.port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${this.folder}`,
      'fsync=off', 'max_connections=200', 'shared_buffers=32MB']
    const [command, ...words] = asUser(
      [program('postgres'), '-D', `${this.folder}/data`, ...settings.flatMap(setting => ['-c', setting])])
    this.child = start('postgres', command, words, { cwd: '/' })
    await listens(this.port)
    for (let i = 0; i < 200 && !this.#isReady(); i++) await new Promise(done => setTimeout(done, 50))
  }

  // The last line of this file tells the state of the server.
  #isReady() {
    return readFileSync(`${this.folder}/data/postmaster.pid`, 'utf8').includes('ready')
  }

  // Ends the engine without a farewell.
  async stop() {
    this.thaw()
    this.child.kill('SIGQUIT')
    await this.child.ended
  }

  // Each connection has a process of its own, with a group of its own.
  #processes() {
    return spawnSync('pgrep', ['-P', `${this.child.pid}`], { encoding: 'utf8' }).stdout.split('\n').filter(Boolean).map(Number)
  }

  #signal(signal, pids) {
    for (const pid of pids) {
      try {
        process.kill(pid, signal)
      } catch {
        // it has ended
      }
    }
  }

  freeze() {
    this.child.kill('SIGSTOP')
    this.#signal('SIGSTOP', this.#processes())
  }

  thaw() {
    this.#signal('SIGCONT', this.#processes())
    this.child.kill('SIGCONT')
  }

  #remove() {
    if (this.child && this.child.exitCode === null && this.child.signalCode === null) {
      this.thaw()
      const [command, ...words] = asUser([program('pg_ctl'), '-D', `${this.folder}/data`, '-m', 'immediate', '-w', 'stop'])
      spawnSync(command, words, { cwd: '/' })
    }
    rmSync(this.folder, { recursive: true, force: true })
  }
}
