// Drives an lmcp with the Inspector's command line, in each of its three ways to choose an era.
import { driveFeatures } from './inspector-features.mjs';
import { connect, mcpdo, run } from './mcpdo.mjs';
import { column, expect, finish } from './report.mjs';
import { driveSample } from './sample.mjs';

const { SAMPLE_URL, SAMPLE_TOKEN, FIXTURES_URL } = process.env;

const WAYS = [
  { name: 'modern', era: 'modern', seen: 'modern' },
  { name: 'legacy', era: 'legacy', seen: 'legacy' },
  { name: 'probing', era: 'auto', seen: 'modern' },
];

function adapt(way) {
  const connection = `@${way.name}`;
  return {
    async connect(token) {
      const done = await connect(way.name, way.era, SAMPLE_URL, token);
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
      const done = await connect('refused', way.era, SAMPLE_URL, token);
      expect(done.status === 3 && done.error.code === 'auth_required', done);
      return done.error.message;
    },
  };
}

for (const way of WAYS) {
  const cells = column('inspector', way.name);
  await driveSample(cells, adapt(way), SAMPLE_TOKEN);
  await cells.check('end the session', async () => void await run('disconnect', way.name));
  cells.absent('cancel a call', 'it has no such command');
  await driveFeatures(cells, `${way.name}-fixtures`, way, FIXTURES_URL);
}
finish();
