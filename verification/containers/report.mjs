// What was seen of one container: a line 'RESULT container check outcome detail' each, separated by tabs.

const LIMIT_MILLIS = 90_000;

let failures = 0;

export function tell(container, check, outcome, detail) {
  const words = String(detail ?? '').replace(/\s+/g, ' ').slice(0, 400);
  console.log(['RESULT', container, check, outcome, words].join('\t'));
}

export function reporter(container) {
  return {
    /** Runs one check: it fails by throwing, and returns what it saw. */
    async check(name, run, limit = LIMIT_MILLIS) {
      let timer;
      const late = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error(`no outcome within ${limit} ms`)), limit);
      });
      try {
        tell(container, name, 'ok', await Promise.race([run(), late]));
      } catch (error) {
        failures += 1;
        tell(container, name, 'FAILED', error?.stack?.split('\n    at ')[0] ?? error);
      } finally {
        clearTimeout(timer);
      }
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

export function pause(millis) {
  return new Promise(resolve => setTimeout(resolve, millis));
}

/** Tries again and again until the attempt returns something true, or the time is over. */
export async function eventually(millis, what, attempt) {
  const deadline = performance.now() + millis;
  while (performance.now() < deadline) {
    const found = await attempt();
    if (found) {
      return found;
    }
    await pause(100);
  }
  throw new Error(`${what} was not seen within ${millis} ms`);
}
