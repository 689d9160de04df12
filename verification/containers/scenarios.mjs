// What a deployment is asked to do before it is removed. Each scenario has the deployment's settings, and what its callers do.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Server, textOf, whole } from './mcp.mjs';
import { expect } from './report.mjs';

const RESOURCE = 'https://mcp.example/lmcp/mcp';
const BEANS = fileURLToPath(new URL('ReadBeans.java', import.meta.url));

async function called(server, name, args) {
  const answer = await whole(await server.call(name, args));
  expect(answer.status === 200 && answer.response()?.result?.isError !== true, `${name}: ${answer.status} ${answer.text}`);
  return textOf(answer);
}

/** A call in each era, a stream in each, one that is cut off, and a request that is refused. */
async function everyEra(server) {
  await called(server, 'add', { a: 1, b: 2 });
  await called(server, 'whoami', {});
  const listening = await server.listen();
  const session = await server.session();
  const news = await session.stream();
  await whole(await session.call('echo', { text: 'x' }));
  await whole(await server.call('sleep', { millis: 200 }, { meta: { progressToken: 'p' } }));
  listening.close();
  news.close();
  const { status } = await whole(await new Server(server.url, 'wrong').call('add', { a: 1, b: 2 }));
  expect(status === 401 || status === 200, status);
}

const oauth = (name, issuer, more = '') => `lmcp.auth.oauth.issuers.${name}.issuer = ${issuer.url}\n${more}`;

function introspecting({ folder, opaque }) {
  const file = join(folder, 'introspection-secret');
  writeFileSync(file, 'introspection-introspection-1\n', { mode: 0o600 });
  const key = 'lmcp.auth.oauth.issuers.opaque';
  return oauth('opaque', opaque, `${key}.token-format = opaque
${key}.introspection.client-id = lmcp
${key}.introspection.client-secret-file = ${file}
`);
}

const withOAuth = ({ plugins }, issuers) => `lmcp.auth = oauth
lmcp.auth.oauth.resource = ${RESOURCE}
lmcp.plugin-directory = ${plugins}
${issuers}`;

async function byKeys({ url, signed }) {
  await everyEra(new Server(url, signed.token(RESOURCE)));
  expect(signed.asked.get('/jwks') > 0, 'a call without a fetch of the keys');
}

async function byIntrospection({ url, opaque }) {
  await everyEra(new Server(url, opaque.opaqueToken(RESOURCE)));
  expect(opaque.asked.get('/introspect') > 0, 'a call without introspection');
}

function tools({ folder, signed }) {
  const files = join(folder, 'files');
  mkdirSync(files, { recursive: true });
  return `lmcp.tools = sample,files,web,system,shell
lmcp.tools.files.directories = ${files}
lmcp.tools.web.allow-private-hosts = 127.0.0.1
lmcp.tools.web.searxng-url = ${signed.url}
`;
}

async function everyTool(server, { signed }) {
  await called(server, 'forecast', { city: 'Oslo' });
  await called(server, 'write_file', { path: 'a.txt', content: 'grüße\n' });
  await called(server, 'edit_file', { path: 'a.txt', old_string: 'grüße', new_string: 'adieu' });
  await called(server, 'read_file', { path: 'a.txt' });
  await called(server, 'list_dir', {});
  await called(server, 'search_files', { pattern: '*.txt', text: 'adieu' });
  await called(server, 'fetch', { url: `${signed.url}/jwks` });
  await whole(await server.call('web_search', { query: 'x' }));
  await called(server, 'systeminfo', {});
  await called(server, 'shell', { command: 'echo done' });
  // It runs on after the removal.
  await called(server, 'shell_bg', { command: 'exec sleep 90' });
}

function readBeans({ pid }) {
  const read = execFileSync('java', [BEANS, pid], { encoding: 'utf8' });
  expect(/type=Server.*RunningCalls/.test(read), read);
}

/** With an engine that connects nodes. */
function onEngine({ folder, plugins }, engine) {
  const file = join(folder, 'state.keys');
  writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  const lines = Object.entries(engine).map(([key, value]) => `${key} = ${value}\n`);
  return `${lines.join('')}lmcp.state-key-file = ${file}\nlmcp.plugin-directory = ${plugins}\n`;
}

const withRedis = context => onEngine(context, {
  'lmcp.cluster': 'redis',
  'lmcp.cluster.redis.addresses': `127.0.0.1:${context.redis}`,
  'lmcp.cluster.redis.timeout': '1s',
});

/** A session whose changes and end are in the engine, and a stream that begins there. */
async function byEngine(server) {
  await everyEra(server);
  const session = await server.session();
  const news = await session.stream();
  const level = await whole(await session.request('logging/setLevel', { level: 'error' }));
  await whole(await session.call('sleep', { millis: 200 }));
  const { status } = await whole(await session.end());
  news.close();
  expect(level.status === 200 && status === 204, `${level.status} ${level.text}, ${status}`);
}

const bearer = ({ token }) => `lmcp.auth.bearer.token = ${token}\n`;
const owner = ({ url, token }) => new Server(url, token);

/** What happens by itself: one scenario each. */
export const SCENARIOS = [
  {
    name: 'shared token',
    settings: bearer,
    run: context => everyEra(owner(context)),
  },
  {
    name: 'OAuth with keys from the issuer',
    settings: context => withOAuth(context, oauth('signed', context.signed)),
    run: byKeys,
  },
  {
    name: 'OAuth with introspection',
    settings: context => withOAuth(context, introspecting(context)),
    run: byIntrospection,
  },
  {
    name: 'every tool of the sample',
    settings: context => bearer(context) + tools(context),
    run: context => everyTool(owner(context), context),
  },
  {
    name: 'a cluster on Redis',
    settings: context => bearer(context) + withRedis(context),
    run: context => byEngine(owner(context)),
  },
  {
    name: 'a cluster on PostgreSQL',
    settings: context => bearer(context) + onEngine(context, context.postgres.settings()),
    run: context => byEngine(owner(context)),
  },
  {
    name: 'beans read by a JMX client',
    settings: bearer,
    run: async context => {
      await everyEra(owner(context));
      readBeans(context);
    },
  },
];

/** All of it in one deployment. */
export const ALL_AT_ONCE = {
  name: 'OAuth, introspection, tools, a cluster on Redis and beans',
  settings: context => withOAuth(context, oauth('signed', context.signed) + introspecting(context))
    + tools(context) + withRedis(context).replace(/^lmcp\.plugin-directory.*\n/m, ''),
  run: async context => {
    await byKeys(context);
    await byIntrospection(context);
    await everyTool(new Server(context.url, context.signed.token(RESOURCE)), context);
    await byEngine(new Server(context.url, context.signed.token(RESOURCE)));
    readBeans(context);
  },
};
