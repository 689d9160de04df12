// The one check of a container whose token comes by a system property.
import { modernCall } from './basics.mjs';
import { Server } from './mcp.mjs';
import { finish, reporter } from './report.mjs';

const { CONTAINER, ORIGIN, TOKEN } = process.env;

await reporter(CONTAINER).check('/ modern call, token by system property', () => modernCall(new Server(`${ORIGIN}/mcp`, TOKEN)));
finish();
