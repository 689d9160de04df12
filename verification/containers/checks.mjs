// Everything that is checked at one container that runs, with the deployments that 'run' makes.
import {
  flowingStream, hiddenEntries, legacySession, longToken, modernCall, refusal,
} from './basics.mjs';
import { thousandStreams } from './crowd.mjs';
import { plainFilter } from './filter.mjs';
import { Server } from './mcp.mjs';
import { expect, finish, reporter } from './report.mjs';
import { undeployment } from './undeploy.mjs';

const { CONTAINER, ORIGIN, PID, LOG, ENVIRONMENT_TOKEN, PARAMETER_TOKEN, UNDEPLOY } = process.env;

const { check } = reporter(CONTAINER);
const at = (context, token) => new Server(`${ORIGIN}${context}/mcp`, token);

async function basics(context, source, token) {
  const server = at(context, token);
  const name = context || '/';
  await check(`${name} modern call, ${source}`, () => modernCall(server));
  await check(`${name} legacy session`, () => legacySession(server));
  await check(`${name} no token: 401`, () => refusal(at(context)));
  await check(`${name} over-long token: 401`, () => longToken(server));
  await check(`${name} a stream flows`, () => flowingStream(server));
  await check(`${name} entries are 404`, () => hiddenEntries(server));
}

await basics('', 'token by environment', ENVIRONMENT_TOKEN);
if (PARAMETER_TOKEN) {
  await basics('/lmcp', 'token by context parameter', PARAMETER_TOKEN);
  await check('/lmcp refuses the token of /', () => refusal(at('/lmcp', ENVIRONMENT_TOKEN)));
  await check('/filtered plain filter in front', () => plainFilter(at('/filtered', ENVIRONMENT_TOKEN), LOG));
}
await check('/ 1000 listen streams', () => thousandStreams(at('', ENVIRONMENT_TOKEN), PID));
if (UNDEPLOY) {
  await check('/lmcp undeploy while calls run', () => undeployment(at('/lmcp', PARAMETER_TOKEN), UNDEPLOY.split(':')));
  await check('/ goes on without /lmcp', async () => {
    await modernCall(at('', ENVIRONMENT_TOKEN));
    const { status } = await at('/lmcp', PARAMETER_TOKEN).get('/lmcp/mcp');
    expect(status === 404, status);
  });
}
finish();
