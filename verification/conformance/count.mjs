// Counts what one run of the suite found, and fails unless it is all there: count.mjs RESULTS REVISION [EXPECTED]
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const [results, revision, expected] = process.argv.slice(2);
const found = { SUCCESS: 0, FAILURE: 0, WARNING: 0, SKIPPED: 0, INFO: 0 };
const complaints = [];

for (const scenario of readdirSync(results).sort()) {
  for (const check of JSON.parse(readFileSync(join(results, scenario, 'checks.json'), 'utf8'))) {
    found[check.status] = (found[check.status] ?? 0) + 1;
    if (check.status === 'FAILURE' || check.status === 'WARNING') {
      complaints.push(`${check.status} ${scenario.replace(/^server-|-\d{4}-\d\d-\d\dT.*$/g, '')}: `
        + `${check.id}: ${check.errorMessage ?? check.description}`);
    }
  }
}

const checks = found.SUCCESS + found.FAILURE;
console.log(`${revision}: ${found.SUCCESS} of ${checks} checks, `
  + `${found.WARNING} warnings, ${found.SKIPPED} skipped`);
complaints.forEach(line => console.log(`  ${line}`));
if (expected !== undefined && checks !== Number(expected)) {
  console.log(`  ${checks} checks were run; expected ${expected}: a scenario is missing, or the suite is another one`);
  process.exit(1);
}
process.exit(complaints.length === 0 && checks > 0 ? 0 : 1);
