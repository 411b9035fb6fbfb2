/** Load over kept connections: by wrk where it is installed, else by sockets of our own. */
import { spawn, spawnSync } from 'node:child_process'
import { connect } from 'node:net'

export type Load = {
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly connections: number
  readonly seconds: number
}

/** Whether wrk is there; it needs less of the machine than we do, so more is left to what is measured. */
export function hasWrk(): boolean {
  return spawnSync('wrk', ['--version']).error === undefined
}

/** Answers a second. All answers have to be of one length. */
export function measureLoad(load: Load, client: 'wrk' | 'sockets'): Promise<number> {
  return client === 'wrk' ? runWrk(load) : runSockets(load)
}

async function runWrk({ url, headers = {}, connections, seconds }: Load): Promise<number> {
  const fields = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`])
  const child = spawn('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, ...fields, url])
  let output = ''
  for await (const chunk of child.stdout) output += chunk
  const rate = Number(/Requests\/sec:\s+([\d.]+)/.exec(output)?.[1])
  if (!(rate > 0) || /Non-2xx or 3xx|Socket errors/.test(output)) throw new Error(`wrk failed:\n${output}`)
  return rate
}

async function runSockets(load: Load): Promise<number> {
  const request = toRequest(load)
  const length = await readLength(load, request)
  const start = performance.now()
  const counts = await Promise.all(
    Array.from({ length: load.connections }, () => ask(load, request, length, start + load.seconds * 1_000)),
  )
  return counts.reduce((sum, count) => sum + count, 0) / ((performance.now() - start) / 1_000)
}

function toRequest({ url, headers = {} }: Load): string {
  const { host, pathname, search } = new URL(url)
  const fields = Object.entries({ Host: host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`)
  return `GET ${pathname}${search} HTTP/1.1\r\n${fields.join('')}\r\n`
}

/** The length of one answer, head and body: whoever knows it need not parse any. */
function readLength({ url }: Load, request: string): Promise<number> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(request))
    let answer = ''
    socket.setEncoding('latin1')
    socket.on('error', reject)
    socket.on('data', (chunk) => {
      answer += chunk
      const head = answer.indexOf('\r\n\r\n') + 4
      if (head < 4) return
      const body = /^HTTP\/1.1 304/.test(answer) ? 0 : Number(/content-length: (\d+)/i.exec(answer)?.[1] ?? Number.NaN)
      if (Number.isNaN(body)) reject(new Error(`An answer does not say how long it is:\n${answer.slice(0, head)}`))
      if (answer.length < head + body) return
      socket.destroy()
      resolve(head + body)
    })
  })
}

/** How many answers one connection gets until the deadline. */
function ask({ url }: Load, request: string, length: number, deadline: number): Promise<number> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(request))
    let received = 0
    let count = 0
    socket.on('error', reject)
    socket.on('data', (chunk) => {
      received += chunk.length
      if (received < length) return
      received -= length
      count++
      if (performance.now() < deadline) socket.write(request)
      else socket.end(() => resolve(count))
    })
  })
}
