// What Maven Central demands of a release, and what lmcp promises of its own: check.mjs STAGING VERSION [GNUPGHOME].
// With a GNUPGHOME the signatures are verified by its keys. Ends with 1 if anything is missing or wrong.

import { appendFileSync, cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faults } from './staging.mjs';

const [staging, version, keys] = process.argv.slice(2);

const found = faults(staging, version, keys);
console.log(`${found.length ? 'FAILED' : 'passed'}  the staging folder has what Maven Central demands`);
found.forEach(fault => console.log(`        ${fault}`));
const missed = missedDamage();
console.log(`${missed.length ? 'FAILED' : 'passed'}  the checks find what is wrong`);
missed.forEach(what => console.log(`        ${what} was not found`));
process.exit(found.length + missed.length ? 1 : 0);

/** Every kind of damage, done to a copy; a check that cannot fail checks nothing. */
function missedDamage() {
  const copy = `${staging}-damaged`;
  const core = name => join(copy, 'dev/lmcp/lmcp-core', version, `lmcp-core-${version}${name}`);
  const pom = change => () => {
    const text = readFileSync(core('.pom'), 'utf8');
    writeFileSync(core('.pom'), change(text));
  };
  const damage = {
    'a jar without its sources': () => rmSync(core('-sources.jar')),
    'a jar without its Javadoc': () => rmSync(core('-javadoc.jar')),
    'a missing SBOM': () => rmSync(core('-cyclonedx.json')),
    'a missing pom': () => rmSync(core('.pom')),
    'a missing checksum': () => rmSync(core('.jar.sha512')),
    'a jar that is not what its checksum says': () => appendFileSync(core('.jar'), 'x'),
    'a file that does not belong there': () => writeFileSync(join(copy, 'dev/lmcp/lmcp-core/maven-metadata.xml'), ''),
    'a module without a folder of this version': () => renameSync(join(core(''), '..'), join(core(''), '../../0.0.0')),
    'a pom without a description': pom(text => text.replace(/<description>.*<\/description>/, '')),
    'a pom without a licence': pom(text => text.replace(/<licenses>[^]*<\/licenses>/, '')),
    'a pom without a developer': pom(text => text.replace(/<developers>[^]*<\/developers>/, '')),
    'a pom without version control': pom(text => text.replace(/<scm[^]*<\/scm>/, '')),
    'a value that was not set': pom(text => text.replace(/<email>.*<\/email>/, '<email>UNSET</email>')),
    'a dependency on a snapshot': pom(text => text.replace(/(jackson-databind<\/artifactId>\s*<version>)/, '$10-SNAPSHOT')),
    'a parent that is not there': pom(text => text.replace('<groupId>', '<parent><artifactId>gone</artifactId></parent><groupId>')),
    ...(keys ? {
      'a missing signature': () => rmSync(core('.jar.asc')),
      'a signature of another file': () => cpSync(core('.pom.asc'), core('.jar.asc')),
    } : {}),
  };
  return Object.entries(damage).filter(([, doIt]) => {
    rmSync(copy, { recursive: true, force: true });
    cpSync(staging, copy, { recursive: true });
    doIt();
    return faults(copy, version, keys, 'lmcp-core').length === 0;
  }).map(([what]) => what);
}
