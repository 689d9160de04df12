// Drives an lmcp with the Inspector's command line, in each of its three ways to choose an era.
import { column, expect, finish } from './report.mjs';
import { mcpdo } from './mcpdo.mjs';
import { driveSample } from './sample.mjs';

const { LMCP_URL, LMCP_TOKEN } = process.env;

const WAYS = [
  { name: 'modern', era: 'modern', seen: 'modern' },
  { name: 'legacy', era: 'legacy', seen: 'legacy' },
  { name: 'probing', era: 'auto', seen: 'modern' },
];

function connect(name, era, url, token) {
  const header = token === undefined ? [] : ['--header', `Authorization: Bearer ${token}`];
  return mcpdo('connect', url, '--connection', name, '--era', era, ...header);
}

async function run(...args) {
  const done = await mcpdo(...args);
  expect(done.status === 0, done);
  return done.value;
}

function adapt(way) {
  const connection = `@${way.name}`;
  return {
    async connect(token) {
      const done = await connect(way.name, way.era, LMCP_URL, token);
      expect(done.status === 0 && done.value.protocolEra === way.seen, done);
      const seen = await run(connection, 'connections/show');
      return `${seen.serverInfo.name}, ${seen.protocolVersion}`;
    },
    list: async () => (await run(connection, 'tools/list')).tools,
    async call(name, args) {
      const done = await mcpdo(connection, 'tools/call', name, JSON.stringify(args));
      // A tool's own error is printed like a result, and told again by the status.
      expect(done.status === 0 || done.error?.code === 'tool_is_error', done);
      return done.value;
    },
    async refused(token) {
      const done = await connect('refused', way.era, LMCP_URL, token);
      expect(done.status === 3 && done.error.code === 'auth_required', done);
      return done.error.message;
    },
    close: () => mcpdo('disconnect', way.name),
  };
}

for (const way of WAYS) {
  const client = adapt(way);
  await driveSample(column('inspector', way.name), client, LMCP_TOKEN);
  await client.close();
}
finish();
