// One column of the table: what one client, in one era, saw for each check.

const LIMIT_MILLIS = 30_000;

let failures = 0;

function tell(client, era, name, outcome, detail) {
  const words = String(detail ?? '').replace(/\s+/g, ' ').slice(0, 600);
  console.log(['RESULT', client, era, name, outcome, words].join('\t'));
}

/** What a check returns that saw that the client has no way to do it. */
export class Absence {
  constructor(reason) {
    this.reason = reason;
  }
}

export function column(client, era) {
  return {
    async check(name, run) {
      let timer;
      const late = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error(`no outcome within ${LIMIT_MILLIS} ms`)), LIMIT_MILLIS);
      });
      try {
        const detail = await Promise.race([run(), late]);
        if (detail instanceof Absence) {
          tell(client, era, name, 'absent', detail.reason);
        } else {
          tell(client, era, name, 'ok', detail);
        }
        return true;
      } catch (error) {
        failures += 1;
        tell(client, era, name, 'failed', error?.stack?.split('\n    at ')[0] ?? error);
        return false;
      } finally {
        clearTimeout(timer);
      }
    },
    absent(name, reason) {
      tell(client, era, name, 'absent', reason);
    },
  };
}

/** Ends the process, with a status that says whether every check passed. */
export function finish() {
  process.exit(failures === 0 ? 0 : 1);
}

export function expect(claim, found) {
  if (!claim) {
    throw new Error(`found ${typeof found === 'string' ? found : JSON.stringify(found)}`);
  }
}

export function text(result) {
  return (result.content ?? []).filter(block => block.type === 'text').map(block => block.text).join('\n');
}
