// Which check a block is claimed by. A block that none claims is a fault, so nothing is unchecked by accident.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Blocks that nothing can check here, as the list has them: page, first line, reason. */
export function readUnchecked(text) {
  return text.split('\n')
    .filter(line => line.trim() && !line.startsWith('#'))
    .map(line => {
      const [path, first, reason] = line.split('\t');
      return { path, first, reason };
    });
}

const MARKS = ['file', 'from', 'by', 'stays', 'fails'];

/** Sorts the blocks by the check that claims each, and tells the faults met. */
export function claim(root, pages, unchecked) {
  const faults = [];
  const claimed = { from: [], java: [], json: [], properties: [], session: [], text: [] };
  const used = new Set();
  for (const block of pages.flatMap(page => page.blocks)) {
    const unknown = Object.keys(block.marks).filter(mark => !MARKS.includes(mark));
    const listed = unchecked.find(entry => entry.path === block.path && entry.first === block.first);
    const fault = unknown.length ? `mark '${unknown[0]}' is not known; expected one of ${MARKS.join(', ')}`
      : listed ? void used.add(listed) : assign(root, block, claimed);
    if (fault) {
      faults.push(`${block.where} ${fault}`);
    }
  }
  unchecked.filter(entry => !used.has(entry) || !entry.reason).forEach(({ path, first, reason }) => faults.push(
    `unchecked.tsv: '${path}' has no block that begins with '${first}'${reason ? '' : ', or no reason is given'}; `
    + 'correct the line or remove it'));
  return { faults, claimed, unchecked: used };
}

function assign(root, block, claimed) {
  const { language, marks } = block;
  if (marks.by) {
    return readBy(root, block);
  }
  if (marks.from) {
    claimed.from.push(block);
  } else if (marks.file || language === 'console') {
    claimed.session.push(block);
  } else if (claimed[language] && language !== 'session') {
    claimed[language].push(block);
  } else {
    return `block '${block.first}' is checked by nothing; expected a language or a mark that CONTRIBUTING.md lists`;
  }
  return '';
}

/** Somebody else reads the block out of the page, and says so by naming the page. */
function readBy(root, { path, marks }) {
  const file = join(root, marks.by);
  const name = path.split('/').pop();
  return existsSync(file) && readFileSync(file, 'utf8').includes(name) ? ''
    : `mark by=${marks.by}: that file is not there or does not name '${name}'`;
}
