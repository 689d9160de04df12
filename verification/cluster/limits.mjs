// Limits for each caller hold on all nodes together. Without credentials, all requests are of one caller.
import { Node } from './nodes.mjs'
import { pause } from './processes.mjs'
import { begin, trial } from './table.mjs'
import { Events, session } from './wire.mjs'

const TWO_STREAMS = { 'lmcp.limits.max-streams-per-caller': '2' }

// Opens streams on a node until one gets this status. Returns the seconds that it took; undefined if it took longer.
async function secondsUntil(status, node, seconds) {
  const began = Date.now()
  while (Date.now() - began < seconds * 1000) {
    const stream = await Events.listen(node.url, await session(node.url))
    const found = stream.response.status
    stream.close()
    if (found === status) return (Date.now() - began) / 1000
    await pause(200)
  }
  return undefined
}

export async function limits(settings) {
  begin('limits')
  const [here, there] = await Promise.all(
    ['limited', 'other-limited'].map(name => Node.start(name, { ...settings, ...TWO_STREAMS })))
  try {
    await Promise.all([1, 2].map(async () => Events.listen(here.url, await session(here.url))))

    await trial('streams of a caller on one node count on another within four seconds', async () => {
      const found = await secondsUntil(429, there, 30)
      return found < 4 || { seconds: found }
    })

    await trial('they count as long as they are open', async () => {
      await pause(12_000)
      return (await secondsUntil(429, there, 1)) !== undefined
    })

    await trial('the streams of a node that is killed are forgotten within fifteen seconds', async () => {
      await here.kill()
      const found = await secondsUntil(200, there, 60)
      return found < 15 || { seconds: found }
    })
  } finally {
    await Promise.all([here, there].map(node => node.kill()))
  }
}
