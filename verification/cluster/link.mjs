// The network between a node and the engine: a proxy that can be slow, and that can drop the bytes of one direction
// without closing a connection. A connection that has lost bytes stays silent in this direction, as behind a firewall that
// has forgotten it.
import { connect, createServer } from 'node:net'

export class Link {
  #drops = { out: false, back: false }
  #delay = 0

  static to(port) {
    const link = new Link()
    const server = createServer(near => link.#join(near, connect(port, '127.0.0.1')))
    return new Promise(done => server.listen(0, '127.0.0.1', () => {
      link.port = server.address().port
      server.unref()
      done(link)
    }))
  }

  // direction: 'out' from the node to the engine, 'back' from the engine to the node.
  cut(direction) { this.#drops[direction] = true }
  slow(milliseconds) { this.#delay = milliseconds }

  mend() {
    this.#drops = { out: false, back: false }
    this.#delay = 0
  }

  #join(near, far) {
    this.#carry(near, far, 'out')
    this.#carry(far, near, 'back')
  }

  #carry(from, to, direction) {
    let isLost = false
    from.setNoDelay(true)
    from.on('data', bytes => {
      isLost ||= this.#drops[direction]
      if (isLost) return
      if (this.#delay === 0) to.write(bytes)
      else setTimeout(() => to.writable && to.write(bytes), this.#delay)
    })
    from.on('error', () => to.destroy())
    from.on('close', () => to.destroy())
  }
}
