// The file tools: right use, wrong use, and files and directories that are too much.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from './report.mjs';

const folder = process.env.TOOLS_FILES;
const LONG = 2 ** 30;

export async function refused(client, tool, args, pattern) {
  const said = await client.call(tool, args);
  expect(said.isError && pattern.test(said.text) && !said.text.includes('hidden'), said);
  return said.text;
}

async function rightUse(client, era) {
  const path = `${era}.txt`;
  const said = await client.call('write_file', { path, content: 'grüße\n' });
  expect(!said.isError && readFileSync(join(folder, 'open', path), 'utf8') === 'grüße\n', said);
  const edited = await client.call('edit_file', { path, old_string: 'grüße', new_string: 'adieu' });
  const read = await client.call('read_file', { path });
  expect(!edited.isError && read.text === 'adieu\n', read);
  const listed = await client.call('list_dir', {});
  expect(listed.text.includes(`file  6 ${path}`), listed);
  const found = await client.call('search_files', { pattern: `${era}*`, text: 'adieu' });
  expect(found.text.startsWith(`${path}:1: adieu`), found);
  return found.text;
}

async function paths(client) {
  const outside = /outside of the directories/;
  for (const path of ['/etc/passwd', 'out/key', 'out', 'zero', '/dev/zero', '/proc/self/environ']) {
    await refused(client, 'read_file', { path }, outside);
  }
  for (const path of ['../secret/key', 'many/../../secret/key']) {
    await refused(client, 'read_file', { path }, /contains '\.\.'/);
  }
  await refused(client, 'write_file', { path: 'out/new', content: 'x' }, outside);
  await refused(client, 'write_file', { path: '/tmp/lmcp-tools-new', content: 'x' }, outside);
  await refused(client, 'edit_file', { path: 'out/key', old_string: 'hidden', new_string: 'x' }, outside);
  await refused(client, 'search_files', { path: 'out' }, outside);
  await refused(client, 'read_file', { path: 'pipe' }, /not a regular file/);
  await refused(client, 'read_file', { path: 'long\0.txt' }, /cannot be the name/);
  expect(!existsSync(join(folder, 'secret/new')), 'a file outside');
  return 'the two dots, absolute paths, links out, a device, a pipe';
}

async function edits(client) {
  await client.call('write_file', { path: 'edit', content: 'b a b' });
  await refused(client, 'edit_file', { path: 'edit', old_string: 'c', new_string: 'd' }, /is not in/);
  await refused(client, 'edit_file', { path: 'edit', old_string: 'b', new_string: 'd' }, /occurs 2 times in/);
  await refused(client, 'edit_file', { path: 'edit', old_string: 'a', new_string: 'a' }, /are equal/);
  await refused(client, 'edit_file', { path: 'edit', old_string: '', new_string: 'a' }, /is empty/);
  const said = await client.call('edit_file', { path: 'edit', old_string: 'b', new_string: 'd', replace_all: true });
  expect(said.text.includes('2 occurrences'), said);
  return 'absent, ambiguous, equal, empty; all at once';
}

async function longFile(client) {
  const said = await client.call('read_file', { path: 'long', max_bytes: 10 });
  expect(said.text === `begin of a\n[cut: bytes 0 to 10 of ${LONG}; continue with offset 10]`, said);
  await refused(client, 'read_file', { path: 'long' }, new RegExp(`not text in UTF-8, but ${LONG} bytes`));
  await refused(client, 'edit_file', { path: 'long', old_string: 'a', new_string: 'b' }, /more than 4194304 bytes/);
  const found = await client.call('search_files', { pattern: 'long', text: 'begin' });
  expect(found.text.includes('1 not searched'), found);
  return said.text;
}

async function manyEntries(client) {
  const listed = await client.call('list_dir', { path: 'many' });
  const lines = listed.text.split('\n');
  expect(lines.length === 1001 && lines[0] === 'file  0 file-000001', lines.slice(0, 3));
  expect(lines[1000].startsWith('[cut: 1000 of 100000 entries'), lines[1000]);
  const found = await client.call('search_files', { path: 'many', pattern: 'file-09999*' });
  expect(found.text.split('\n').length === 10, found);
  return lines[1000];
}

export async function fileChecks(checks, client, era) {
  await checks.check(`${era}: writes, edits, reads, lists and finds`, () => rightUse(client, era));
  await checks.check(`${era}: refuses what is outside or no file`, () => paths(client));
  await checks.check(`${era}: refuses edits that are not clear`, () => edits(client));
  await checks.check(`${era}: a file of 1 GiB`, () => longFile(client));
  await checks.check(`${era}: a binary file`, () => refused(client, 'read_file', { path: 'binary' }, /not text in UTF-8/));
  await checks.check(`${era}: a directory of 100 000 entries`, () => manyEntries(client));
  await checks.check(`${era}: wrong arguments`, async () => {
    await refused(client, 'read_file', {}, /\/path is required/);
    return refused(client, 'list_dir', { path: 7 }, /\/path must be a string/);
  });
}
