// One artefact has one version, in all poms and in all pages that show one.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const NAMED = /<artifactId>([\w.-]+)<\/artifactId>\s*<version>([^<]+)<\/version>/g;
const PROPERTY = /<(version\.[\w.-]+)>([^<]+)<\//g;
const IN_SCRIPT = /\b(maven-[a-z]+-plugin):(\d[\w.-]*)/g;

/** Every pom and script of the project, by path. */
export function builds(root) {
  const found = new Map();
  const walk = folder => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !/^(target|\.work|node_modules|\.git)$/.test(entry.name)) {
        walk(path);
      } else if (/^(pom\.xml|run)$|\.sh$/.test(entry.name)) {
        found.set(path, readFileSync(join(root, path), 'utf8'));
      }
    }
  };
  walk('');
  return found;
}

/** Artefacts with more than one version, and where each is named. */
export function unequal(files, pages) {
  const texts = [...files, ...pages.map(page => [page.path, page.blocks.map(block => block.text).join('\n')])];
  const properties = new Map([...(files.get('pom.xml') ?? '').matchAll(PROPERTY)].map(match => [`\${${match[1]}}`, match[2]]));
  const places = new Map();
  for (const [path, text] of texts) {
    for (const [, artifact, shown] of [...text.matchAll(NAMED), ...text.matchAll(IN_SCRIPT)]) {
      const version = properties.get(shown) ?? shown;
      if (!version.includes('${')) {
        places.set(artifact, [...places.get(artifact) ?? [], { version, path }]);
      }
    }
  }
  return [...places].filter(([, all]) => new Set(all.map(({ version }) => version)).size > 1)
    .map(([artifact, all]) => `'${artifact}' has ${all.map(({ version, path }) => `${version} in ${path}`).join(', ')}; expected one`);
}
