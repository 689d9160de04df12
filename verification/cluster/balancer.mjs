// A load balancer without stickiness: each request goes to the next node.
import http from 'node:http'

export function balance(nodes) {
  const agent = new http.Agent({ keepAlive: true })
  let turn = 0
  const server = http.createServer((request, response) => {
    const node = new URL(nodes()[turn++ % nodes().length].url)
    const onward = http.request({
      agent, host: node.hostname, port: node.port, path: request.url, method: request.method, headers: request.headers,
    })
    onward.on('response', answer => {
      response.writeHead(answer.statusCode, answer.headers)
      response.flushHeaders()
      answer.pipe(response)
      answer.on('error', () => response.destroy())
    })
    onward.on('error', () => (response.headersSent ? response.destroy() : response.writeHead(502).end()))
    response.on('close', () => onward.destroy())
    request.pipe(onward)
  })
  return new Promise(done => server.listen(0, '127.0.0.1', () => done(`http://127.0.0.1:${server.address().port}/mcp`)))
}
