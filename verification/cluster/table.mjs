// The table: one row for each promise.
const rows = []
let group = ''

// Names the group of the rows that follow.
export function begin(name) {
  group = name
  console.log(`\n${name}`)
}

// Runs a row. It holds if the outcome is true; any other outcome is shown. What 'notes' adds is shown, too.
export async function trial(what, run) {
  const began = Date.now()
  let outcome
  try {
    outcome = await run()
  } catch (error) {
    outcome = error.stack ?? String(error)
  }
  const holds = outcome === true
  rows.push({ group, what, holds })
  const seconds = `${((Date.now() - began) / 1000).toFixed(1)} s`.padStart(7)
  console.log(`  ${holds ? 'ok    ' : 'FAILED'} ${seconds}  ${what}`)
  if (!holds) console.log(`           found ${typeof outcome === 'string' ? outcome : JSON.stringify(outcome)}`)
}

export const note = text => console.log(`           ${text}`)

export const same = (found, expected) =>
  JSON.stringify(found) === JSON.stringify(expected) || `${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`

// Prints the failed rows and the numbers, and returns whether every row holds.
export function summary() {
  const failed = rows.filter(row => !row.holds)
  console.log(`\n${rows.length - failed.length} passed, ${failed.length} failed`)
  failed.forEach(row => console.log(`  FAILED  ${row.group}: ${row.what}`))
  return rows.length > 0 && failed.length === 0
}
