// A load balancer without stickiness: HAProxy, with the configuration of docs/cluster.md. Each request goes to the next node.
import { connect } from 'node:net'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { freePort, start, until, work } from './processes.mjs'

// The documented lines, with the addresses of this trial.
function documented(port, nodes) {
  const page = readFileSync(process.env.CLUSTER_PAGE, 'utf8')
  const block = /^```haproxy[^\n]*\n([\s\S]*?)^```$/m.exec(page)?.[1]
  if (!block) throw new Error('docs/cluster.md has no block of the kind haproxy any more; it is used to try the nodes')
  const servers = nodes.map(node => `    server ${node.name} 127.0.0.1:${node.port}`).join('\n')
  return block
    .replace(/^ *bind .*$/m, `    bind 127.0.0.1:${port}`)
    .replace(/^ *server .*\n(?: *server .*\n)*/m, `${servers}\n`)
}

export class Balancer {
  static async start(name, nodes) {
    const balancer = new Balancer()
    const port = await freePort()
    balancer.url = `http://127.0.0.1:${port}/mcp`
    balancer.socket = `${work}/${name}.sock`
    balancer.nodes = nodes
    rmSync(balancer.socket, { force: true })
    const file = `${work}/${name}.cfg`
    writeFileSync(file, `global\n    stats socket ${balancer.socket} level admin\n${documented(port, nodes)}`)
    balancer.child = start(name, 'haproxy', ['-db', '-f', file])
    await until('HAProxy sees all nodes', async () => (await balancer.#up().catch(() => [])).length === nodes.length)
    return balancer
  }

  // Takes a node out of the rotation, or back in. Open connections stay.
  drain(node) { return this.#say(`set server nodes/${node.name} state drain`) }
  admit(node) { return this.#say(`set server nodes/${node.name} state ready`) }

  // Waits until HAProxy has seen that the node is ready.
  sees(node) { return until(`HAProxy sees ${node.name}`, async () => (await this.#up()).includes(node.name)) }

  async stop() {
    this.child.kill('SIGTERM')
    await this.child.ended
  }

  async #up() {
    const lines = (await this.#say('show stat')).split('\n').map(line => line.split(','))
    return lines.filter(columns => columns[0] === 'nodes' && columns[1] !== 'BACKEND' && columns[17] === 'UP')
      .map(columns => columns[1])
  }

  #say(words) {
    return new Promise((done, failed) => {
      const socket = connect(this.socket, () => socket.write(`${words}\n`))
      let text = ''
      socket.on('data', bytes => { text += bytes })
      socket.on('end', () => done(text))
      socket.on('error', failed)
    })
  }
}
