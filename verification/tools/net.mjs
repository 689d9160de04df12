// The web tools, with a web of our own.
import { refused } from './files.mjs';
import { expect } from './report.mjs';

const PRIVATE = /has an address that is not public/;

async function privately(plain, client, { port }) {
  for (const host of ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '0.0.0.0', '10.1.2.3', '169.254.169.254']) {
    await refused(plain, 'fetch', { url: `http://${host}:${port}/page` }, PRIVATE);
  }
  for (const to of [`http://127.0.0.1:${port}/page`, 'http://169.254.169.254/', '//[::1]/']) {
    await refused(client, 'fetch', { url: `http://localhost:${port}/to?${encodeURIComponent(to)}` }, PRIVATE);
  }
  for (const url of ['file:///etc/passwd', 'ftp://localhost/', 'http://2130706433/', 'http://0x7f.1/', 'http://a@localhost/']) {
    await refused(plain, 'fetch', { url }, /is not a URL of the web|has no valid host|is not a URL|address that is not public/);
  }
  return 'loopback, a name for it, a redirect to it, other schemes, hosts as numbers';
}

async function bounded(client, web) {
  const url = path => `http://localhost:${web.port}${path}`;
  const endless = await client.call('fetch', { url: url('/endless'), max_bytes: 100_000 });
  expect(endless.structured.truncated && endless.structured.bytes_read === 100_000, endless.structured);
  const began = performance.now();
  await refused(client, 'fetch', { url: url('/slow'), timeout_s: 2 }, /did not answer within 2 s/);
  const took = performance.now() - began;
  expect(took >= 1_900 && took < 15_000, took);
  await gone(web);
  return `cut at 100000 bytes; given up after ${Math.round(took)} ms`;
}

/** Waits until the web server has no connection. */
async function gone(web) {
  const end = performance.now() + 10_000;
  while (web.sockets.size > 0) {
    expect(performance.now() < end, `${web.sockets.size} connections`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

async function cancelled(client, web) {
  const control = new AbortController();
  const call = client.call('fetch', { url: `http://localhost:${web.port}/slow`, timeout_s: 60 }, { signal: control.signal })
    .then(said => said, error => error);
  const end = performance.now() + 10_000;
  while (web.sockets.size === 0) {
    expect(performance.now() < end, 'no connection');
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  control.abort();
  await call;
  await gone(web);
  return 'its connection is closed';
}

export async function webChecks(checks, client, plain, era, web) {
  await checks.check(`${era}: fetches a page as text`, async () => {
    const said = await client.call('fetch', { url: `http://localhost:${web.port}/to?%2Fpage` });
    expect(said.structured?.status === 200 && said.structured.body === 'Grüße\n\na & b', said);
    return JSON.stringify(said.structured);
  });
  await checks.check(`${era}: refuses private addresses`, () => privately(plain, client, web));
  await checks.check(`${era}: bounds endless and slow bodies`, () => bounded(client, web));
  await checks.check(`${era}: a cancelled fetch`, () => cancelled(client, web));
  await checks.check(`${era}: a search without a search engine`,
    () => refused(client, 'web_search', { query: 'x' }, /no search engine is configured/));
}
