// Drives an lmcp with the Inspector's command line, in each of its three ways to choose an era.
import { driveFeatures } from './inspector-features.mjs';
import { connect, mcpdo, run } from './mcpdo.mjs';
import { column, expect, finish } from './report.mjs';
import { driveSample } from './sample.mjs';
import { FIXTURES, SAMPLE } from './stdio.mjs';

const { SAMPLE_URL, SAMPLE_TOKEN, FIXTURES_URL } = process.env;

const WAYS = [
  { name: 'modern', era: 'modern', seen: 'modern' },
  { name: 'legacy', era: 'legacy', seen: 'legacy' },
  { name: 'probing', era: 'auto', seen: 'modern' },
];

function adapt(way, name, target) {
  const connection = `@${name}`;
  return {
    async connect(token) {
      const done = await connect(name, way.era, target, token);
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
  };
}

function refused(way) {
  return async token => {
    const done = await connect('refused', way.era, [SAMPLE_URL], token);
    expect(done.status === 3 && done.error.code === 'auth_required', done);
    return done.error.message;
  };
}

async function drive(cells, way, name, client, token, fixtures) {
  await driveSample(cells, client, token);
  await cells.check('end the session', async () => void await run('disconnect', name));
  cells.absent('cancel a call', 'it has no such command');
  await driveFeatures(cells, `${name}-fixtures`, way, fixtures);
}

for (const way of WAYS) {
  const client = { ...adapt(way, way.name, [SAMPLE_URL]), refused: refused(way) };
  await drive(column('inspector', way.name), way, way.name, client, SAMPLE_TOKEN, [FIXTURES_URL]);
}
for (const way of WAYS) {
  const cells = column('inspector-stdio', way.name);
  const name = `${way.name}-stdio`;
  await drive(cells, way, name, adapt(way, name, SAMPLE), undefined, FIXTURES);
  cells.absent('nothing but messages on stdout', 'its daemon keeps the stream to itself');
}
finish();
