// What clients see of a server behind nginx, and what --check says of it, with right and with wrong settings.
import { execFile } from 'node:child_process';
import { copyFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { flowingStream, legacySession, longToken, modernCall } from '../basics.mjs';
import { Issuer } from '../issuer.mjs';
import { Server, whole } from '../mcp.mjs';
import { eventually, expect, finish, pause, reporter } from '../report.mjs';

const { CONTAINER, ORIGIN, WAR, WEBAPP, CONFIG, PLUGINS, PROXY, BAD_PROXY, CERTIFICATE, TRUST } = process.env;
const RESOURCE = `${PROXY}/tools/mcp`;
const METADATA = `${PROXY}/tools/.well-known/oauth-protected-resource`;
const ca = readFileSync(CERTIFICATE);

const { check } = reporter(CONTAINER);
const issuer = await Issuer.start();
const caller = (token = issuer.token(RESOURCE)) => new Server(RESOURCE, token, { ca });
const stranger = () => new Server(RESOURCE, undefined, { ca });

function configure(file, resource) {
  writeFileSync(file, `lmcp.auth = oauth
lmcp.auth.oauth.resource = ${resource}
lmcp.auth.oauth.issuer = ${issuer.url}
lmcp.plugins = ${PLUGINS}
`);
  return file;
}

/** Runs --check, as an operator does, and returns its status and what it says. */
function selfCheck(resource) {
  const file = configure(`${CONFIG}.check`, resource);
  const trust = [`-Djavax.net.ssl.trustStore=${TRUST}`, '-Djavax.net.ssl.trustStorePassword=changeit'];
  return new Promise(resolve => {
    execFile('java', [...trust, '-jar', WAR, '--check', '--config', file], { timeout: 120_000 }, (error, out, err) =>
      resolve({ status: error?.code ?? 0, text: out + err }));
  });
}

function lines(text) {
  return text.split('\n').filter(line => /public URL:/.test(line)).map(line => line.trim()).join(' ');
}

async function challenged() {
  // What a caller says of the host, or of another proxy, is nothing that clients may be sent to.
  for (const fields of [{}, { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http', forwarded: 'host=evil.example' }]) {
    const answer = await whole(await stranger().call('add', { a: 1, b: 1 }, { fields }));
    expect(answer.status === 401, answer.status);
    expect(answer.fields['www-authenticate'] === `Bearer resource_metadata="${METADATA}"`, answer.fields['www-authenticate']);
  }
}

async function discovered() {
  for (const url of [METADATA, `${PROXY}/.well-known/oauth-protected-resource/tools/mcp`, `${PROXY}/.well-known/oauth-protected-resource`]) {
    const answer = await stranger().get(url);
    expect(answer.status === 200, `${answer.status} for ${url}`);
    const metadata = JSON.parse(answer.text);
    expect(metadata.resource === RESOURCE && metadata.authorization_servers[0] === issuer.url, metadata);
  }
}

async function lasting() {
  const stream = await caller().listen();
  await pause(3000);
  expect(!stream.ended, 'a stream that ended');
  stream.close();
}

/** Deploys the archive, perhaps again, for this resource. */
async function serve(resource) {
  configure(CONFIG, resource);
  copyFileSync(WAR, `${WEBAPP}.new`);
  renameSync(`${WEBAPP}.new`, WEBAPP);
  const server = new Server(`${ORIGIN}/lmcp/mcp`);
  const origin = new URL(resource).origin;
  await eventually(60_000, 'a server', () => server.call('add', {}).then(whole).then(
    answer => String(answer.fields['www-authenticate']).includes(origin), () => false));
}

await serve(RESOURCE);
await check('proxy: modern call', () => modernCall(caller()));
await check('proxy: legacy session', () => legacySession(caller()));
await check('proxy: the challenge names the public URL', challenged);
await check('proxy: the metadata is where clients look', discovered);
await check('proxy: a stream flows', () => flowingStream(caller()));
await check('proxy: a listen stream lasts', lasting);
await check('proxy: over-long token: 401', () => longToken(caller()));
await check('proxy: --check finds all good', async () => {
  const { status, text } = await selfCheck(RESOURCE);
  expect(status === 0 && /has the metadata of this resource/.test(text) && /challenge names the metadata/.test(text), `${status}: ${lines(text)}`);
});
await check('proxy: --check finds a wrong public URL', async () => {
  const { status, text } = await selfCheck(`${ORIGIN}/lmcp/mcp`);
  expect(status === 1 && text.includes(`has the metadata of '${RESOURCE}'; expected '${ORIGIN}/lmcp/mcp'`), `${status}: ${lines(text)}`);
});
await check('proxy: --check finds that nginx keeps the metadata back', async () => {
  const { status, text } = await selfCheck(`${BAD_PROXY}/mcp`);
  expect(status === 1 && /responds with status 404 and no metadata/.test(text), `${status}: ${lines(text)}`);
});
await check('proxy: --check finds that nginx hides the challenge', async () => {
  await serve(`${BAD_PROXY}/tools/mcp`);
  const { status, text } = await selfCheck(`${BAD_PROXY}/tools/mcp`);
  expect(status === 1 && /with 401 and no challenge/.test(text), `${status}: ${lines(text)}`);
});
issuer.close();
finish();
