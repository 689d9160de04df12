// What can be said without running anything: code that stands in a compiled file, JSON, links, names in code type.

import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** Layout is the formatter's; what is between the words is not compared. */
const squeezed = text => text.replace(/\s+/g, '');

const paragraphs = text => text.split(/\n\s*\n/).map(squeezed).filter(Boolean);

/** The files that the build compiles, by path. */
export function sources(root) {
  const found = new Map();
  const walk = folder => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !/^(target|\.work|node_modules|\.git)$/.test(entry.name)) {
        walk(path);
      } else if (entry.name.endsWith('.java')) {
        found.set(path, readFileSync(join(root, path), 'utf8'));
      }
    }
  };
  readdirSync(root).filter(name => name.startsWith('lmcp-') || name === 'verification').forEach(walk);
  return found;
}

/** Java stands, paragraph by paragraph, in compiled files. */
export function java(blocks, files) {
  const all = [...files.values()].map(squeezed);
  return blocks.flatMap(({ where, text }) => paragraphs(text)
    .filter(paragraph => !all.some(file => file.includes(paragraph)))
    .map(paragraph => `${where} this stands in no compiled file: ${paragraph.slice(0, 80)}…`));
}

/** What is marked with from=FILE stands in that file, paragraph by paragraph. */
export function from(blocks, root) {
  return blocks.flatMap(({ where, text, marks }) => {
    const file = join(root, marks.from);
    if (!existsSync(file)) {
      return [`${where} '${marks.from}' does not exist; expected the file that this block stands in`];
    }
    const content = squeezed(readFileSync(file, 'utf8'));
    return paragraphs(text)
      .filter(paragraph => !content.includes(paragraph))
      .map(paragraph => `${where} this does not stand in ${marks.from}: ${paragraph.slice(0, 80)}…`);
  });
}

/** JSON is JSON. */
export function json(blocks) {
  return blocks.flatMap(({ where, text }) => {
    try {
      JSON.parse(text);
      return [];
    } catch (e) {
      return [`${where} this is no JSON: ${e.message}`];
    }
  });
}

/** Links within the project lead to a file, and to a heading of it where they name one. */
export function links(pages, root) {
  const anchors = new Map(pages.map(page => [page.path, page.anchors]));
  return pages.flatMap(page => page.links.filter(link => !/^[a-z]+:/.test(link)).flatMap(link => {
    const [file, fragment] = link.split('#');
    const path = file ? normalize(join(dirname(page.path), file)) : page.path;
    if (!existsSync(join(root, path))) {
      return [`${page.path} link '${link}' leads nowhere`];
    }
    const known = anchors.get(path);
    return fragment && known && !known.includes(fragment)
      ? [`${page.path} link '${link}' names a heading that is not there`] : [];
  }));
}

/** Paths in code type that begin with a folder or file of ours exist; PLACEHOLDERS and patterns aside. */
export function paths(pages, root) {
  const ours = /^(docs|verification|lmcp-[a-z-]+|\.ci|\.mvn)\/[\w./-]*$/;
  return pages.flatMap(page => page.spans
    .map(span => ({ ...span, path: span.text.split(' ')[0].replace(/\/$/, '') }))
    .filter(({ path }) => ours.test(path) && !path.includes('/target') && !path.includes('/.work'))
    .filter(({ path }) => !exists(root, path))
    .map(({ where, path }) => `${where} '${path}' does not exist`));
}

function exists(root, path) {
  return statSync(join(root, path), { throwIfNoEntry: false }) !== undefined;
}
