// Checks that the pages are true: every block, every name in code type, every link. main.mjs [--all] [PAGE…]: runs
// the console blocks of these pages only; --all builds the project from scratch for the README.

import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { claim, readUnchecked } from './claims.mjs';
import * as compare from './compare.mjs';
import { missed } from './falsehoods.mjs';
import { stale } from './llms.mjs';
import * as figures from './figures.mjs';
import * as names from './names.mjs';
import { readPages } from './pages.mjs';
import { Session } from './session.mjs';
import { settings } from './settings.mjs';
import { builds, unequal } from './versions.mjs';

const { DOCS_ROOT: root, DOCS_HERE: here, DOCS_WORK: work, DOCS_CLASS_PATH: classPath, DOCS_WAR: war } = process.env;
const chosen = process.argv.slice(2).filter(word => word !== '--all');
const fromScratch = process.argv.includes('--all');
const faults = [];

function report(what, count, found) {
  faults.push(...found);
  console.log(`${found.length ? 'FAILED' : 'passed'}  ${what} (${count})`);
  found.forEach(fault => console.log(`        ${fault}`));
}

const pages = readPages(root);
const unchecked = readUnchecked(readFileSync(join(here, 'unchecked.tsv'), 'utf8'));
const { faults: unclaimed, claimed } = claim(root, pages, unchecked);
const blocks = pages.flatMap(page => page.blocks);
const files = compare.sources(root);
report('the checks find what is false', 1, missed(root, pages, files));
report('every block is claimed by a check', blocks.length, unclaimed);
report('Java stands in compiled files', claimed.java.length, compare.java(claimed.java, files));
report('what is said to stand in a file does', claimed.from.length, compare.from(claimed.from, root));
report('JSON is JSON', claimed.json.length, compare.json(claimed.json));
report('links lead somewhere', pages.flatMap(page => page.links).length, compare.links(pages, root));
report('paths exist', pages.flatMap(page => page.spans).length, compare.paths(pages, root));
report('pictures show what exists', claimed.text.length, names.pictures(claimed.text, files));
report('types and methods exist', files.size, names.types(pages, files));
const measured = figures.readFigures(readFileSync(join(root, 'verification/bench/figures.tsv'), 'utf8'));
const results = readFileSync(join(root, 'verification/bench/RESULTS.md'), 'utf8');
report('figures are those of the last run', measured.size,
  [...figures.strangers(measured, results), ...figures.figures(pages, measured)]);
const poms = builds(root);
report('llms.txt is that of these sources', 1, stale(root));
report('one artefact has one version', poms.size, unequal(poms, pages));
report('codes are explained', pages.length, names.codes(pages));
const help = execFileSync('java', ['-jar', war, '--help'], { encoding: 'utf8' });
report('flags are those of --help', pages.length, names.flags(pages, help, files));
const keys = names.keys(pages);
const told = settings(claimed.properties, keys, { java: 'java', classPath, here, folder: join(work, 'settings') });
report('configuration is known', claimed.properties.length + keys.length, told.faults);
report('names in the environment are known', told.known.length, names.environment(pages, told.known));
await runSessions();
process.exit(faults.length ? 1 : 0);

/** Each page with console blocks, in a folder of its own that holds lmcp.war; README.md in a copy of the project. */
async function runSessions() {
  for (const page of pages) {
    const typed = claimed.session.filter(block => block.path === page.path);
    if (typed.length === 0 || (chosen.length && !chosen.includes(page.path))) {
      continue;
    }
    const began = Date.now();
    const name = page.path.replace(/\W+/g, '-');
    const folder = join(work, name);
    rmSync(folder, { recursive: true, force: true });
    rmSync(join(work, 'logs', name), { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    mkdirSync(join(work, 'logs', name), { recursive: true });
    if (page.path === 'README.md') {
      execFileSync(join(here, 'copy'), [root, folder, ...(fromScratch ? ['target'] : [])]);
    } else {
      symlinkSync(war, join(folder, 'lmcp.war'));
    }
    execFileSync('cp', ['-r', process.env.DOCS_TOMCAT_BASE, join(folder, 'tomcat')]);
    const odd = await type(new Session(folder, real => environment(folder, real), join(work, 'logs', name)), typed);
    report(`what ${page.path} types, in ${Math.round((Date.now() - began) / 1000)} s`, typed.length, odd ? [odd] : []);
  }
}

async function type(session, typed) {
  try {
    for (const block of typed) {
      const odd = await session.block(block);
      if (odd) {
        return `${block.where} ${odd}`;
      }
    }
    return '';
  } finally {
    await session.close();
  }
}

function environment(folder, real) {
  const { HOME, JAVA_HOME, PATH, DOCS_REPOSITORY, DOCS_CLIENTS, DOCS_NODE, DOCS_TOMCAT } = process.env;
  return {
    HOME, DOCS_REPOSITORY, DOCS_CLIENTS, DOCS_NODE, LANG: 'C.UTF-8',
    PATH: `${join(here, 'bin')}:${PATH}`, ...(JAVA_HOME ? { JAVA_HOME } : {}),
    ...(fromScratch ? {} : { DOCS_BUILT: folder }),
    LMCP_PORT: real('PORT=8080').slice('PORT='.length),
    CATALINA_HOME: DOCS_TOMCAT, CATALINA_BASE: join(folder, 'tomcat'), CATALINA_OPTS: real('-Ddocs.port=8080'),
  };
}
