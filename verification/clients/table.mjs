// Prints the results as tables, check by client. An empty cell is a failure too.
import { readFileSync } from 'node:fs';
import { asks, TABLES } from './plan.mjs';

const MARKS = { ok: 'ok', failed: 'FAILED', absent: '-' };

const results = new Map();
for (const line of readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean)) {
  const [, client, era, check, outcome, detail] = line.split('\t');
  if (!TABLES.some(({ columns, checks }) => columns.includes(`${client} ${era}`) && checks.includes(check))) {
    console.log(`a result that the plan does not know: ${line}`);
    process.exitCode = 1;
  }
  results.set(`${client} ${era}/${check}`, { outcome, detail });
}

const complaints = [];
const reasons = new Set();
let missing = 0;

function print({ columns, checks }) {
  const width = Math.max(...checks.map(check => check.length)) + 2;
  const widths = columns.map(column => Math.max(...column.split(' ').map(word => word.length)) + 2);
  const row = (first, cells) =>
    first.padEnd(width) + cells.map((cell, at) => cell.padEnd(widths[at])).join('').trimEnd();

  console.log(row('', columns.map(column => column.split(' ')[0])));
  console.log(row('', columns.map(column => column.split(' ')[1])));
  for (const check of checks.filter(each => columns.some(column => asks(column, each)))) {
    console.log(row(check, columns.map(column => mark(column, check))));
  }
  console.log();
}

function mark(column, check) {
  const result = results.get(`${column}/${check}`);
  if (result?.outcome === 'absent') {
    reasons.add(`- ${column.split(' ')[0]}, ${check}: ${result.detail}`);
  } else if (result?.outcome === 'failed') {
    complaints.push(`FAILED ${column}, ${check}: ${result.detail}`);
  } else if (result === undefined && asks(column, check)) {
    missing += 1;
    return 'MISSING';
  }
  return MARKS[result?.outcome] ?? '';
}

TABLES.forEach(print);
for (const line of [...reasons, ...complaints]) {
  console.log(line);
}
const passed = [...results.values()].filter(result => result.outcome === 'ok').length;
console.log(`${passed} checks passed, ${complaints.length} failed, ${missing} reported nothing`);
if (complaints.length + missing > 0) {
  process.exitCode = 1;
}
