// A web of our own, on loopback, with pages of several faults.
import { createServer } from 'node:http';

const PAGE = '<html><head><title>t</title></head><body><script>no()</script><h1>Grüße</h1><p>a &amp; b</p></body></html>';

const PAGES = {
  '/page': (response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PAGE),
  '/to': (response, query) => response.writeHead(302, { location: decodeURIComponent(query) }).end(),
  '/endless': (response) => {
    response.writeHead(200, { 'content-type': 'text/plain' });
    const piece = Buffer.alloc(65_536, 'x');
    const more = () => {
      while (!response.destroyed && response.write(piece)) {
        // as much as the other side takes
      }
    };
    response.on('drain', more);
    more();
  },
  '/slow': (response) => {
    response.writeHead(200, { 'content-type': 'text/plain' });
    const timer = setInterval(() => response.write('x'), 100);
    response.on('close', () => clearInterval(timer));
  },
};

/** Starts it; returns its port, what is connected to it, and how to stop it. */
export function startWeb() {
  const sockets = new Set();
  const server = createServer((request, response) => {
    const [path, query] = request.url.split('?');
    const page = PAGES[path] ?? (missing => missing.writeHead(404).end());
    page(response, query);
  });
  server.on('connection', socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => sockets.delete(socket));
  });
  return new Promise(resolve => {
    server.listen(0, '127.0.0.1', () => resolve({
      port: server.address().port,
      sockets,
      stop: () => {
        sockets.forEach(socket => socket.destroy());
        server.close();
      },
    }));
  });
}
