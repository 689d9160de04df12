// Load by wrk on one node, and what the node spent on it by the kernel's account.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { finish, work } from './processes.mjs'
import { COMMON, META } from './wire.mjs'

const TICKS_PER_SECOND = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))
const PARAMS = { name: 'test_simple_text', arguments: {} }

// The seconds of the processor that a process has used.
export function cpu(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}

function script(name, headers, params) {
  const file = `${work}/${name}.lua`
  const lines = Object.entries(headers).map(([key, value]) => `wrk.headers[${JSON.stringify(key)}] = ${JSON.stringify(value)}`)
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params })
  writeFileSync(file, ['wrk.method = "POST"', ...lines, `wrk.body = [[${body}]]`].join('\n'))
  return file
}

export const modernCalls = () => script('modern',
  { ...COMMON, 'MCP-Protocol-Version': '2026-07-28', 'Mcp-Method': 'tools/call', 'Mcp-Name': PARAMS.name },
  { ...PARAMS, _meta: META })

export const legacyCalls = (name, id) => script(`legacy-${name}`, { ...COMMON, 'Mcp-Session-Id': id }, PARAMS)

// Returns the calls in a second, and the microseconds of the processor for each.
export async function round(node, file, seconds) {
  const before = cpu(node.child.pid)
  const words = ['-t', '1', '-c', '8', '-d', `${seconds}s`, '-s', file, node.url]
  const { code, text } = await finish('wrk', 'wrk', words)
  const used = cpu(node.child.pid) - before
  const number = Number(/(\d+) requests in/.exec(text)?.[1] ?? 0)
  if (code !== 0 || number === 0 || /Non-2xx|Socket errors/.test(text)) throw new Error(`wrk failed:\n${text}`)
  return { calls: number, rate: Number(/Requests\/sec: *([\d.]+)/.exec(text)[1]), micros: used / number * 1e6 }
}
