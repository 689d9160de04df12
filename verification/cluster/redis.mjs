// The engine redis: one redis-server, on a free port.
import { freePort, listens, start } from './processes.mjs'

export class Redis {
  static label = 'redis'

  static async start() {
    const engine = new Redis()
    engine.port = await freePort()
    await engine.begin()
    return engine
  }

  // The settings of a node that reaches the engine by this port.
  settings(port = this.port) {
    return { 'lmcp.cluster': 'redis', 'lmcp.cluster.redis.addresses': `127.0.0.1:${port}`, 'lmcp.cluster.redis.timeout': '1s' }
  }

  // Starts the engine. It comes back empty.
  async begin() {
    const words = ['--port', `${this.port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
    this.child = start('redis', 'redis-server', words)
    await listens(this.port)
  }

  // Ends the engine without a farewell.
  async stop() {
    this.child.kill('SIGCONT')
    this.child.kill('SIGKILL')
    await this.child.ended
  }

  freeze() { this.child.kill('SIGSTOP') }
  thaw() { this.child.kill('SIGCONT') }
}
