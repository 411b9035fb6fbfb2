/**
 * Asks for what is cheap, 200 times a second, whatever is answered: a finished feed, a redirect, and a feed that the
 * client has. Prints the milliseconds that 99 of 100 of each were answered within.
 * `node bench/loaded/probe.ts BASE CODE SECONDS [settled]`, which waits until the service has nothing else to do
 */
import { Agent, type IncomingMessage, request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

/** Milliseconds from one request to the next. */
const APART = 5

/** Milliseconds that an answer takes of a service that has nothing else to do, on a machine that has. */
const CALM = 50
/** Milliseconds that anything is waited for. */
const LONGEST = 10_000

const [base = '', code = '', seconds = '5', settled = ''] = process.argv.slice(2)
const agent = new Agent({ keepAlive: true, maxSockets: 256 })
const plain = { 'Accept-Encoding': 'gzip' }
let etag = ''

type Kind = { readonly name: string; readonly path: string; readonly headers: () => Record<string, string> }

const KINDS: readonly Kind[] = [
  { name: 'feed', path: '/feed.atom', headers: () => plain },
  { name: 'redirect', path: `/s/${code}`, headers: () => plain },
  { name: '304', path: '/feed.atom', headers: () => ({ ...plain, 'If-None-Match': etag }) },
]

/** Until the last byte of the answer. */
function ask(kind: Kind): Promise<number> {
  const { path, headers } = kind
  const start = performance.now()
  return new Promise((resolve, reject) => {
    const asked = request(base + path, { agent, headers: headers() }, (response: IncomingMessage) => {
      if ((response.statusCode ?? 500) >= 400) reject(new Error(`${path} was answered with ${response.statusCode}.`))
      etag = response.headers.etag ?? etag
      response.resume().once('end', () => resolve(performance.now() - start))
    })
    const fail = (error: NodeJS.ErrnoException) => {
      // A kept connection may just be given up by the other side: whoever asks takes another.
      if (asked.reusedSocket && error.code === 'ECONNRESET') ask(kind).then(resolve, reject)
      else reject(error)
    }
    asked.once('error', fail)
    // That it was longer is of no interest.
    asked.setTimeout(LONGEST, () => {
      resolve(LONGEST)
      asked.off('error', fail).on('error', () => {})
      asked.destroy()
    })
    asked.end()
  })
}

async function measure(milliseconds: number): Promise<Record<string, number>> {
  const times = new Map<string, Promise<number>[]>(KINDS.map(({ name }) => [name, []]))
  const start = performance.now()
  for (let at = 0; at * APART < milliseconds; at++) {
    const kind = KINDS[at % KINDS.length] as Kind
    times.get(kind.name)?.push(ask(kind))
    const early = start + (at + 1) * APART - performance.now()
    if (early > 0) await wait(early)
  }
  return Object.fromEntries(
    await Promise.all([...times].map(async ([name, all]) => [name, p99(await Promise.all(all))])),
  )
}

function p99(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0
}

/** Until what was begun before is done: twenty answers in a row are quick. The ETag is known then. */
async function settle(): Promise<void> {
  for (let calm = 0, left = 600; calm < 20 && left > 0; left--) {
    const time = await ask(KINDS[left % KINDS.length] as Kind)
    calm = time < CALM ? calm + 1 : 0
    await wait(CALM)
  }
}

if (settled === 'settled') await settle()
else for (const kind of KINDS) await ask(kind)
console.log(JSON.stringify(await measure(Number(seconds) * 1000)))
agent.destroy()
