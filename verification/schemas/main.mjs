// Holds the arguments of every tool of a server, and those of tools with records, against the rules of every consumer, and prints a table. Ends with 1 if
// one of them refuses a tool.
import { readFileSync } from 'node:fs';
import { CONSUMERS } from './consumers.mjs';
import { check } from './rules.mjs';

const { SCHEMAS_URL, SCHEMAS_TOKEN, SCHEMAS_RECORDS } = process.env;

async function ask(method, params, session = {}) {
  const answer = await fetch(SCHEMAS_URL, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
      Authorization: `Bearer ${SCHEMAS_TOKEN}`,
      ...session,
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
  const { result, error } = await answer.json();
  if (result === undefined) {
    throw new Error(`${method}: ${answer.status} ${JSON.stringify(error)}`);
  }
  return { result, session: { 'Mcp-Session-Id': answer.headers.get('mcp-session-id') } };
}

async function listTools() {
  const { session } = await ask('initialize', {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'lmcp-verification', version: '1' },
  });
  const tools = [];
  let cursor;
  do {
    const { result } = await ask('tools/list', cursor === undefined ? {} : { cursor }, session);
    tools.push(...result.tools);
    cursor = result.nextCursor;
  } while (cursor !== undefined);
  return tools;
}

const tools = [...await listTools(), ...JSON.parse(readFileSync(SCHEMAS_RECORDS, 'utf8'))];
const first = Math.max(...tools.map(tool => tool.name.length)) + 2;
const width = Math.max(...CONSUMERS.map(consumer => consumer.name.length)) + 2;
const row = (name, cells) => name.padEnd(first) + cells.map(cell => cell.padEnd(width)).join('').trimEnd();

const refusals = [];
const changes = new Map();

function cell(tool, consumer) {
  const findings = check(consumer, tool.inputSchema);
  for (const { rule, path, found } of findings) {
    const where = `${tool.name}${path === '/' ? '' : path.replaceAll('/properties', '')}${found && ` (${found})`}`;
    if (rule.refuses) {
      refusals.push(`REFUSED by ${consumer.name}: ${where}: ${rule.reason}; see ${rule.source}`);
    } else {
      const line = `~ ${consumer.name}: ${rule.reason}`;
      changes.set(line, (changes.get(line) ?? new Set()).add(tool.name));
    }
  }
  return findings.some(({ rule }) => rule.refuses) ? 'REFUSED' : findings.length > 0 ? '~' : 'ok';
}

console.log(row('', CONSUMERS.map(consumer => consumer.name)));
for (const tool of tools) {
  console.log(row(tool.name, CONSUMERS.map(consumer => cell(tool, consumer))));
}
console.log();
for (const [line, names] of changes) {
  console.log(`${line}: ${[...names].join(', ')}`);
}
refusals.forEach(line => console.log(line));
console.log(`${tools.length} tools, ${CONSUMERS.length} consumers, ${refusals.length} refusals`);
process.exit(refusals.length === 0 ? 0 : 1);
