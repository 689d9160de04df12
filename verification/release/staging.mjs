// Reads a staging folder and tells what is wrong with it.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const CHECKSUMS = ['md5', 'sha1', 'sha256', 'sha512'];
const BESIDE = /\.(asc|md5|sha1|sha256|sha512)$/;

/** Everything that is wrong, of all modules or of one. */
export function faults(staging, version, keys, only) {
  const group = join(staging, 'dev/lmcp');
  const modules = readdirSync(group);
  const bom = readFileSync(join(group, 'lmcp-bom', version, `lmcp-bom-${version}.pom`), 'utf8');
  return modules.filter(name => !only || name === only)
    .flatMap(name => moduleFaults({ group, name, version, keys, bom, modules }).map(fault => `${name}: ${fault}`));
}

function moduleFaults(module) {
  const { group, name, version } = module;
  const folder = join(group, name, version);
  const strange = readdirSync(join(group, name)).filter(entry => entry !== version)
    .map(entry => `'${entry}' does not belong there; expected the folder '${version}' alone`);
  const pomFile = join(folder, `${name}-${version}.pom`);
  if (!existsSync(pomFile)) {
    return [...strange, 'has no pom'];
  }
  const pom = readFileSync(pomFile, 'utf8');
  const packaging = /<packaging>(.*?)</.exec(pom)?.[1] ?? 'jar';
  const files = readdirSync(folder).filter(file => !BESIDE.test(file)).map(file => join(folder, file));
  return [
    ...strange,
    ...fileFaults(module, folder, packaging),
    ...pomFaults(module, pom, packaging),
    ...files.flatMap(file => checksumFaults(file)),
    ...files.filter(file => file.endsWith('.jar')).flatMap(file => jarFaults(file)),
    ...(module.keys ? files.flatMap(file => signatureFaults(file, module.keys)) : []),
  ];
}

function fileFaults({ name, version }, folder, packaging) {
  const wanted = packaging === 'pom' ? ['-cyclonedx.json']
    : [`.${packaging}`, '-sources.jar', '-javadoc.jar', '-cyclonedx.json'];
  const missing = wanted.filter(end => !existsSync(join(folder, `${name}-${version}${end}`)));
  return missing.length ? missing.map(end => `has no ${name}-${version}${end}`) : sbomFaults(folder, name, version);
}

function sbomFaults(folder, name, version) {
  const sbom = JSON.parse(readFileSync(join(folder, `${name}-${version}-cyclonedx.json`), 'utf8'));
  const { component } = sbom.metadata;
  return sbom.bomFormat === 'CycloneDX' && component.name === name && component.version === version ? []
    : [`the SBOM is of ${sbom.bomFormat} ${component.name} ${component.version}; expected CycloneDX ${name} ${version}`];
}

function pomFaults({ name, version, bom, modules }, pom, packaging) {
  const has = (path, pattern) => {
    let text = pom;
    for (const element of path.split('/')) {
      text = new RegExp(`<${element}[ >][^]*?</${element}>`).exec(text)?.[0] ?? '';
    }
    return pattern.test(text.replace(/^<[^>]*>|<\/[^>]*>$/g, ''))
      ? [] : [`<${path}> of the pom is '${text}'; expected ${pattern}`];
  };
  const ours = [...pom.matchAll(/<artifactId>(lmcp-[a-z-]+)</g)].map(match => match[1]);
  return [
    ...has('name', /\S/), ...has('description', /\S.{10}/), ...has('url', /^https:/),
    ...has('licenses/license/name', /\S/), ...has('licenses/license/url', /^https:/),
    ...has('developers/developer/name', /\S/), ...has('developers/developer/email', /@/),
    ...has('scm/connection', /^scm:git:\S/), ...has('scm/developerConnection', /^scm:git:\S/), ...has('scm/url', /^https:/),
    ...(pom.match(/UNSET|SNAPSHOT|<repositories>|<build>|<modules>|\$\{(?!project\.version\}).*?\}/g) ?? [])
      .map(text => `the pom has '${text}', which a published one may not have`),
    ...(/<parent>/.test(pom) ? ['the pom has a parent; expected none'] : []),
    ...ours.filter(artifact => !modules.includes(artifact)).map(artifact => `the pom names ${artifact}, which is not there`),
    ...(packaging === 'pom' || bom.includes(`<artifactId>${name}</artifactId>`) ? [] : ['lmcp-bom does not name it']),
    ...(pom.includes(`<version>${version}</version>`) ? [] : [`the pom is not of version ${version}`]),
  ];
}

function checksumFaults(file) {
  const name = file.split('/').pop();
  const bytes = readFileSync(file);
  return CHECKSUMS.flatMap(kind => {
    if (!existsSync(`${file}.${kind}`)) {
      return [`has no ${name}.${kind}`];
    }
    const said = readFileSync(`${file}.${kind}`, 'utf8').trim();
    return said === createHash(kind).update(bytes).digest('hex') ? [] : [`${name}.${kind} is not that of ${name}`];
  });
}

function jarFaults(file) {
  const entries = execFileSync('jar', ['--list', '--file', file], { encoding: 'utf8' }).split('\n');
  const name = file.split('/').pop();
  // Without its manifest, a jar does not tell its version in the start report.
  return ['META-INF/LICENSE', 'META-INF/MANIFEST.MF']
    .filter(entry => statSync(file).size === 0 || !entries.includes(entry))
    .map(entry => `${name} has no ${entry}`);
}

function signatureFaults(file, keys) {
  const name = file.split('/').pop();
  if (!existsSync(`${file}.asc`)) {
    return [`has no ${name}.asc`];
  }
  try {
    execFileSync('gpg', ['--homedir', keys, '--batch', '--verify', `${file}.asc`, file], { stdio: 'pipe' });
    return [];
  } catch (e) {
    return [`${name}.asc is no signature of ${name}: ${e.stderr?.toString().trim()}`];
  }
}
