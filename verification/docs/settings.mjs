// Configuration in the pages, tried on the configuration itself.

import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// The plugin that the pages show how to write, and the system property of the test kit, which no server reads.
const YOURS = /^lmcp\.(?:(auth|cluster|tools|transport)\.(api-key|NAME)\b|golden$)/;
const SPANS = '-spans.properties';
// A server has one of them, and a key of another one is not read.
const CLUSTERS = ['jdbc', 'redis'];

/** Blocks of properties, and keys in code type: known, and each value in a block one that the key takes. */
export function settings(blocks, keys, { java, classPath, here, folder }) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  blocks.forEach((block, i) => writeFileSync(join(folder, `${i}.properties`), complete(block.text)));
  const named = [...new Set(keys.map(({ key }) => key))].filter(key => !YOURS.test(key));
  const spans = named.filter(key => !OURS[key]).map(key => `${key} = x`);
  CLUSTERS.forEach(name => writeFileSync(join(folder, name + SPANS), complete([...spans, `lmcp.cluster = ${name}`].join('\n'))));
  const printed = execFileSync(java, ['-cp', classPath, join(here, 'Keys.java'), folder], { encoding: 'utf8' });
  const problems = printed.trim().split('\n').filter(Boolean).map(line => line.split('\t'));
  const faults = problems
    .filter(([file, code, text]) => !file.endsWith(SPANS) && isFault(code, text))
    .map(([file, code, text]) => `${blocks[parseInt(file, 10)].where} ${code} ${text}`);
  const unreadBy = CLUSTERS.map(name => problems
    .filter(([file, code]) => file === name + SPANS && code === 'LMCP-101')
    .map(([, , text]) => /^key '([^']+)'/.exec(text)[1]));
  const unread = new Set(unreadBy[0].filter(key => unreadBy.every(keys => keys.includes(key))));
  const isBeginning = key => named.some(other => other.startsWith(`${key}.`) && !unread.has(other));
  return {
    faults: [...faults, ...keys
      .filter(({ key }) => unread.has(key) && !isBeginning(key))
      .map(({ where, key }) => `${where} '${key}' is not a key that anybody reads`)],
    known: named.filter(key => !unread.has(key)),
  };
}

/** What a block leaves to the rest of the page. */
const OURS = {
  'lmcp.auth': 'bearer,oauth',
  'lmcp.auth.bearer.token': 'never-used-by-anybody-0123456789',
  'lmcp.auth.oauth.resource': 'https://mcp.example/mcp',
  'lmcp.auth.oauth.issuer': 'https://issuer.example',
  'lmcp.cluster': 'redis',
  'lmcp.config-file': '',
  'lmcp.plugin-directory': '',
  'lmcp.tools': '',
  'lmcp.transport': '',
};

function complete(text) {
  const kept = text.split('\n').filter(line => !/^\s*lmcp\.auth\s*=/.test(line) && !YOURS.test(line.trim()));
  const has = key => kept.some(line => line.trim().startsWith(key));
  const added = Object.entries(OURS)
    .filter(([key, value]) => value && !has(key) && !(key.endsWith('.issuer') && has('lmcp.auth.oauth.issuers')))
    .map(([key, value]) => `${key} = ${value}`);
  return [...kept, ...added].join('\n');
}

/** A file that this machine lacks is no fault of the page, and neither is what the rest of the page adds. */
function isFault(code, text) {
  const isAbsent = /'\/(etc|run|var|srv|opt|home)\//.test(text);
  return ['LMCP-101', 'LMCP-102', 'LMCP-104', 'LMCP-107'].includes(code) && !isAbsent;
}
