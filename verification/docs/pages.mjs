// The pages, and what can be checked in them: fenced blocks, words in code type, links, headings.

import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

const FENCE = /^( *)(`{3,})([^\n`]*)\n([\s\S]*?)^ *\2 *$/gm;
const SPAN = /(?<!`)`([^`\n]+(?:\n[^`\n]+)?)`(?!`)/g;
const LINK = /\]\(([^)\s]+)\)/g;
const HEADING = /^#{1,6} +(.+?) *$/gm;

/** Every page of the project, by its path from the root. */
export function readPages(root) {
  const top = readdirSync(root).filter(name => name.endsWith('.md')).map(name => join(root, name));
  const docs = readdirSync(join(root, 'docs'), { recursive: true })
    .filter(name => name.endsWith('.md'))
    .map(name => join(root, 'docs', name));
  return [...top, ...docs, join(root, 'verification/README.md')]
    .map(file => readPage(relative(root, file), readFileSync(file, 'utf8')))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** A page of this text. */
export function readPage(path, text) {
  const line = index => text.slice(0, index).split('\n').length;
  const blocks = [...text.matchAll(FENCE)].map(match => block(path, line(match.index), match));
  const prose = text.replace(FENCE, found => found.replace(/[^\n]/g, ''));
  return {
    path,
    blocks,
    prose,
    spans: [...prose.matchAll(SPAN)].map(match => ({
      where: `${path}:${prose.slice(0, match.index).split('\n').length}`,
      text: match[1].replace(/\s+/g, ' '),
    })),
    links: [...prose.matchAll(LINK)].map(match => match[1]),
    anchors: [...prose.matchAll(HEADING)].map(match => anchor(match[1])),
  };
}

/** What stands behind the opening fence is the language, then marks: words, or NAME=VALUE. */
function block(path, line, [, indent, , info, body]) {
  const [language = '', ...words] = info.trim().split(/\s+/);
  const marks = Object.fromEntries(words.map(word => {
    const [, name, value] = /^([^=]+)(?:=(.*))?$/.exec(word);
    return [name, value ?? true];
  }));
  const text = body.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
  return { path, where: `${path}:${line}`, language, marks, text, first: text.split('\n', 1)[0].trim() };
}

/** The name by which GitHub lets links point to a heading. */
function anchor(heading) {
  return heading.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-');
}
