// A console block: commands behind '$ ', and what each prints. Compared as a reader would: made-up values may differ.

const MADE_UP = /\b(?=[\w-]*[a-z])(?=[\w-]*[A-Z])(?=[\w-]*\d)[\w-]{20,}|\b[0-9a-f]{32,}\b/g;
const PORT = /(?<=(?:127\.0\.0\.1|localhost|\[::1\]):|--port[ =]|PORT=|\.port=|\bport )\d{4,5}\b/g;
// A terminal shows nothing of it.
const COLOUR = /\x1b\[[0-9;]*m/g;
const escaped = text => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The commands of a block with the output that the page shows for each. */
export function commands(text) {
  const found = [];
  for (const line of text.trimEnd().split('\n')) {
    const last = found.at(-1);
    if (line.startsWith('$ ')) {
      found.push({ command: line.slice(2), shown: [] });
    } else if (last && last.shown.length === 0 && isUnfinished(last.command)) {
      last.command += `\n${line}`;
    } else if (last) {
      last.shown.push(line.trimEnd());
    } else {
      throw new Error(`the block begins with '${line}'; expected a command behind '$ '`);
    }
  }
  return found;
}

/** Whether a shell would wait for more. */
function isUnfinished(command) {
  return command.endsWith('\\') || command.split("'").length % 2 === 0;
}

/** What stands on the page for values that are others at each run: tokens and ports. */
export class Values {
  #made = new Map();
  #ports = new Map();

  /** Ports that stand on the page and have no number of their own yet. */
  newPorts(text) {
    return [...new Set(text.match(PORT) ?? [])].filter(port => !this.#ports.has(port));
  }

  port(shown, real) {
    this.#ports.set(shown, String(real));
  }

  /** The text of the page with the values of this run. */
  real(text) {
    let result = text.replace(PORT, port => this.#ports.get(port) ?? port);
    for (const [shown, made] of this.#made) {
      result = result.replaceAll(shown, made);
    }
    return result;
  }

  /** Whether the output is what the page shows, line by line; learns made-up values from it. Tells the odd line. */
  match(shown, output) {
    const lines = output.replace(COLOUR, '').split('\n').map(line => line.trimEnd());
    const learnt = new Map(this.#made);
    const odd = this.#matchFrom(shown, lines, learnt);
    if (odd === undefined) {
      this.#made = learnt;
    }
    return odd;
  }

  #matchFrom([line, ...rest], lines, learnt) {
    if (line === undefined) {
      return lines.every(left => left === '') ? undefined : `nothing more, but found: ${lines.find(Boolean)}`;
    }
    if (line !== '…') {
      return lines.length && this.#matchLine(line, lines[0], learnt) ? this.#matchFrom(rest, lines.slice(1), learnt)
        : `'${line}', but found: ${lines[0] ?? 'the end'}`;
    }
    if (rest.length === 0) {
      return undefined;
    }
    let odd;
    for (let skipped = 0; skipped <= lines.length; skipped++) {
      const attempt = new Map(learnt);
      const result = this.#matchFrom(rest, lines.slice(skipped), attempt);
      if (result === undefined) {
        attempt.forEach((made, shown) => learnt.set(shown, made));
        return undefined;
      }
      odd ??= result;
    }
    return `'${rest[0]}' somewhere after '…'; first difference: ${odd}`;
  }

  #matchLine(shown, line, learnt) {
    const names = [];
    const pattern = shown.replace(PORT, port => this.#ports.get(port) ?? port).split(MADE_UP).map(pieces);
    const values = shown.match(MADE_UP) ?? [];
    const regex = pattern.reduce((text, piece, i) => {
      const known = learnt.get(values[i - 1]);
      names.push(...(known === undefined ? [values[i - 1]] : []));
      return text + (known === undefined ? '([\\w-]{20,})' : escaped(known)) + piece;
    });
    const found = new RegExp(`^${regex}$`).exec(line);
    found?.slice(1).forEach((made, i) => learnt.set(names[i], made));
    return found !== null;
  }
}

const pieces = text => text.split('…').map(escaped).join('.*');
