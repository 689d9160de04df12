// Runs the groups that are named, or all; each check is a line of the table, and any failure the status 1.
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { faultChecks } from './fault-checks.mjs';
import { startKeycloak } from './keycloak.mjs';
import { keycloakChecks } from './keycloak-checks.mjs';
import { stopAll } from './processes.mjs';
import { providerChecks } from './provider-checks.mjs';
import { section, sum } from './report.mjs';

const words = process.argv.slice(2);
const slow = words.includes('--all');
const named = words.filter(word => !word.startsWith('--'));
const wanted = name => named.length === 0 || named.includes(name);

// What the libraries have to say about themselves is no part of the table.
const remarks = createWriteStream(join(process.env.OAUTH_WORK, 'remarks.log'));
console.info = console.warn = (...text) => remarks.write(`${text.join(' ')}\n`);

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => stopAll().then(() => process.exit(1)));
}

try {
  // It takes a minute to start, during which the others have something to do.
  const keycloak = wanted('keycloak') && await startKeycloak(process.env.KEYCLOAK_HOME);
  if (wanted('oidc-provider')) {
    await section('oidc-provider', providerChecks);
  }
  if (wanted('faults')) {
    await section('faults', checks => faultChecks(checks, slow));
  }
  if (keycloak) {
    await section('keycloak', checks => keycloakChecks(checks, keycloak));
  }
} finally {
  await stopAll();
}
process.exit(sum());
