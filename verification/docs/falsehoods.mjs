// A page on which everything is false, and what does not find that out: a check that cannot fail checks nothing.

import { claim } from './claims.mjs';
import * as compare from './compare.mjs';
import { commands, Values } from './console.mjs';
import { figures, readFigures, strangers } from './figures.mjs';
import * as names from './names.mjs';
import { readPage } from './pages.mjs';
import { unequal } from './versions.mjs';

const PAGE = `# False
\`\`\`java
int thisStandsNowhere = 1;
\`\`\`
\`\`\`json
{ "open": [
\`\`\`
\`\`\`text
 lmcp-nowhere ──► NoSuchThing
\`\`\`
\`\`\`java from=README.md
not in the readme;
\`\`\`
\`\`\`cobol
DISPLAY 'HELLO'.
\`\`\`
\`\`\`java form=README.md
\`\`\`
\`\`\`sh by=README.md
\`\`\`
\`\`\`xml
<artifactId>one</artifactId><version>1</version>
<artifactId>two</artifactId><version>1</version>
\`\`\`
A [link](nowhere.md), another [one](#nowhere), \`docs/nowhere.md\`, \`McpEndpoint.nowhere\`, \`NoSuchThing\`, \`LMCP-999\`,
\`--nowhere\`, \`LMCP_NO_WHERE\`.
A stream takes 8 KiB<!-- figure: stream -->, two take 21 KiB<!-- figure: stream × 2 -->, in 10 240 ms<!-- figure: stream -->
and some<!-- figure: stream -->, 7<!-- figure: nowhere -->, or 10 KiB of heap.
`;

/** A build that has one of these versions, too, and another one. */
const POM = '<version.two>1</version.two> <artifactId>one</artifactId> <version>2</version>'
  + ' <artifactId>two</artifactId><version>${version.two}</version>';

/** Figures that were measured, and a page that has them right. */
const MEASURED = readFigures('# name, value, unit\nstream\t10240\tbytes\nratio\t1.44\t\n');
const RIGHT = 'A stream takes 10 KiB<!-- figure: stream --> of heap, that is 10 240 bytes<!-- figure: stream -->; a thousand take\n'
  + '10.24 MB<!-- figure: stream × 1000 -->. 1.4<!-- figure: ratio --> times.';

/** Which checks let the page pass. */
export function missed(root, pages, files) {
  const page = readPage('FALSE.md', PAGE);
  const of = claim(root, [page], [{ path: 'FALSE.md', first: 'not there', reason: 'none' }]);
  const all = [...pages, page];
  const counted = {
    'claims': [of.faults, 5],
    'java': [compare.java(of.claimed.java, files), 1],
    'json': [compare.json(of.claimed.json), 1],
    'from': [compare.from(of.claimed.from, root), 1],
    'pictures': [names.pictures(of.claimed.text, files), 2],
    'links': [compare.links([page], root), 2],
    'paths': [compare.paths([page], root), 1],
    'types': [names.types([page], files), 2],
    'codes': [names.codes(all).filter(fault => fault.includes('LMCP-999')), 1],
    'flags': [names.flags([page], '--help', files), 1],
    'figures': [figures([page], MEASURED), 6],
    'figures that are right': [figures([readPage('TRUE.md', RIGHT)], MEASURED), 0],
    'figures of another run': [strangers(MEASURED, 'A stream takes 10 240 bytes, and 11.44 is no 1.4.'), 1],
    'versions': [unequal(new Map([['pom.xml', POM]]), [page]), 1],
    'environment': [names.environment(all, []).filter(fault => fault.includes('LMCP_NO_WHERE')), 1],
  };
  return [
    ...Object.entries(counted)
      .filter(([, [faults, expected]]) => faults.length !== expected)
      .map(([name, [faults, expected]]) => `${name} found ${faults.length} of ${expected}: ${faults.join('; ')}`),
    ...outputs(),
  ];
}

/** Outputs that are not what is shown, and one that is. */
function outputs() {
  const token = 'kuwve2MMKW3k40GrUsKHnqMRbHS8rwvV_tYaaFA75a8';
  const shown = commands(`$ begin\nfirst\n…\ntoken ${token}\nlast…`)[0].shown;
  const said = 'first\nany\nthing\ntoken 4cz8Z52PKCp3xHuIS9723EveU5s7na68qXnHyA-FwEo\nlast words';
  const values = new Values();
  const right = values.match(shown, said) === undefined && values.real(token).startsWith('4cz8');
  const wrong = ['first\ntoken short\nlast', `${said}\nmore`, said.replace('first', 'fist'), 'first', '']
    .filter(output => new Values().match(shown, output) === undefined);
  return [...(right ? [] : ['the right output does not match']), ...wrong.map(output => `'${output}' matches`)];
}
