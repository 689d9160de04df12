// Prints what was seen as a table, check by container, then what each has to say of it, by the lines of the file named.
import { readFileSync } from 'node:fs';

const rows = readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean).map(line => line.split('\t').slice(1));
const containers = [...new Set(rows.map(([container]) => container))];
const checks = [...new Set(rows.map(([, check]) => check))];
const found = new Map(rows.map(([container, check, outcome, detail]) => [`${container} ${check}`, { outcome, detail }]));

const width = Math.max(...checks.map(check => check.length)) + 2;
const widths = containers.map(container => Math.max(container.length, 10) + 2);
const line = (first, cells) => first.padEnd(width) + cells.map((cell, at) => cell.padEnd(widths[at])).join('').trimEnd();

console.log(line('', containers));
for (const check of checks) {
  console.log(line(check, containers.map(container => found.get(`${container} ${check}`)?.outcome ?? '-')));
}
console.log();
for (const [container, check, outcome, detail] of rows) {
  if (detail) {
    console.log(`${outcome === 'FAILED' ? 'FAILED ' : ''}${container}, ${check}: ${detail}`);
  }
}
const failed = rows.filter(([, , outcome]) => outcome === 'FAILED').length;
console.log(`${rows.length - failed} checks passed, ${failed} failed`);
process.exitCode = failed === 0 && rows.length > 0 ? 0 : 1;
