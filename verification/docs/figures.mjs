// Figures in the pages: each that was measured is that of the last run. A mark behind the figure names it,
// <!-- figure: NAME -->, or a multiple of it, <!-- figure: NAME × 1000 -->.

const MARK = /<!-- figure: ([a-z-]+)(?: × (\d+))? -->/g;
const SHOWN = /(\d[\d ]*(?:\.\d+)?) ?([a-zA-Zµ]+)?$/;
const UNMARKED = /\d ?(?:bytes|KiB|MiB|KB|MB|GB|µs|ms)\s+of\s+(?:heap|processor\s+time)\b/g;
const BYTES = { bytes: 1, KiB: 1024, MiB: 1024 ** 2, KB: 1e3, MB: 1e6, GB: 1e9 };

/** The figures by name, as verification/bench has written them. */
export function readFigures(text) {
  return new Map(text.split('\n').filter(line => line && !line.startsWith('#')).map(line => {
    const [name, value, unit] = line.split('\t');
    return [name, { text: value, value: Number(value), unit }];
  }));
}

/** Figures that the page of the results does not have: the two files are of different runs. */
export function strangers(figures, results) {
  const numbers = new Set(results.replace(/(?<=\d)[  ](?=\d{3})/g, '').match(/\d+(?:\.\d+)?/g));
  return [...figures].filter(([, { text }]) => !numbers.has(text))
    .map(([name, { text }]) => `figure '${name}' is ${text}, which RESULTS.md does not have`);
}

/** A page shows each figure as it was measured, rounded; what was measured bears a mark. */
export function figures(pages, known) {
  return pages.flatMap(page => [
    ...marked(page, known),
    ...[...page.prose.matchAll(UNMARKED)].map(match => fault(page, match.index,
      `'${match[0].replace(/\s+/g, ' ')}' bears no mark; expected one behind the unit, as <!-- figure: NAME -->`)),
  ]);
}

function marked(page, known) {
  return [...page.prose.matchAll(MARK)].flatMap(match => {
    const [, name, times = '1'] = match;
    const figure = known.get(name);
    const [, number, unit = ''] = SHOWN.exec(page.prose.slice(0, match.index)) ?? [];
    if (!figure || number === undefined) {
      return [fault(page, match.index, figure ? `no number stands before the mark '${name}'`
        : `figure '${name}' is not known; expected one of ${[...known.keys()].join(', ')}`)];
    }
    const found = figure.value * times / inUnit(figure.unit, unit);
    const digits = (number.split('.')[1] ?? '').length;
    return found.toFixed(digits) === number.replaceAll(' ', '') ? []
      : [fault(page, match.index, `'${number} ${unit}' is not figure '${name}'; expected ${found.toFixed(digits)} ${unit}`)];
  });
}

/** How many of the figure's unit are one of the shown unit; not a number where they do not go together. */
function inUnit(unit, shown) {
  if (unit === 'bytes') {
    return BYTES[shown] ?? NaN;
  }
  return !unit || (shown && unit.startsWith(shown)) ? 1 : NaN;
}

const fault = (page, index, text) => `${page.path}:${page.prose.slice(0, index).split('\n').length} ${text}`;
