// The table: what was checked, by group, and what was seen.

const rows = [];

/** Gives up after so many milliseconds. */
function within(millis, work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no outcome within ${millis} ms`)), millis);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function tell(group, name, outcome, detail) {
  const words = String(detail ?? '').replace(/\s+/g, ' ').slice(0, 400);
  rows.push({ group, name, outcome });
  console.log(`${group.padEnd(14)} ${outcome.padEnd(7)} ${name}${words ? `: ${words}` : ''}`);
}

/** A group of checks; each is printed as it ends. */
export function group(name) {
  return {
    /** Runs one check: it fails by throwing, and returns what it saw. */
    async check(what, run, { limit = 60_000 } = {}) {
      try {
        tell(name, what, 'ok', await within(limit, run()));
        return true;
      } catch (error) {
        tell(name, what, 'FAILED', error?.stack?.split('\n    at ')[0] ?? error);
        return false;
      }
    },
  };
}

/** Runs the preparation of a group, or the whole group. If that fails, the group has a failure. */
export async function section(name, run) {
  try {
    await run(group(name));
  } catch (error) {
    tell(name, 'can be tried at all', 'FAILED', error?.stack ?? error);
  }
}

/** Prints the sum, and returns the status to end with. */
export function sum() {
  const failed = rows.filter(row => row.outcome !== 'ok').length;
  console.log(`\n${rows.length - failed} checks passed, ${failed} failed`);
  return failed === 0 && rows.length > 0 ? 0 : 1;
}

export function expect(claim, found) {
  if (!claim) {
    throw new Error(`found ${typeof found === 'string' ? found : JSON.stringify(found)}`);
  }
}
