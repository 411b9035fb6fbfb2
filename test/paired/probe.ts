/**
 * The same requests put to a service on each runtime, in the same order. Promises: what each answers is a line, and the
 * lines of all runtimes are the ones that are written down.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Compress } from '../../src/http/documents/finished.ts'
import { createService } from '../../src/service.ts'
import type { Db } from '../../src/store/db.ts'
import { BASE, channel } from '../upgrade/house.ts'
import { API_TOKEN, type Asked, REQUESTS, STORIES } from './requests.ts'

/** What is written down of an answer: what was asked, the status, and hashes; `said` is what they are of. */
type Probed = { readonly line: string; readonly said: string }

/** Answers that are not as they are written down, with what they say: a hash tells nobody what is wrong. */
export function findOther(probed: readonly Probed[], written: string): string[] {
  const lines = written.trim().split('\n')
  const other = probed.filter(({ line }, at) => line !== lines[at])
  const found = other.map(({ line, said }) => `${line}\n${said}`)
  return probed.length === lines.length
    ? found
    : [...found, `${lines.length} lines are written down, ${probed.length} asked`]
}

export async function probe(db: Db, compress: Compress): Promise<Probed[]> {
  const { app } = createService({
    db,
    fetch: async () => new Response('', { status: 404 }),
    channels: [channel],
    config: { baseUrl: BASE, apiToken: API_TOKEN, allowPrivate: [] },
    version: '0',
    log: { info: () => {}, warn: () => {}, error: () => {} },
    now: () => Date.UTC(2016, 2, 11),
    random: () => 0.5,
    pause: async () => {},
    secret: () => undefined,
    compress,
  })
  // The cursor's first part is of the database alone.
  await db.run(`UPDATE meta SET value = 'epoch' WHERE name = 'epoch'`)
  const ask = ({ method, path, headers, body }: Asked) =>
    Promise.resolve(
      app.request(`${BASE}${path}`, { method, ...(headers ? { headers } : {}), ...(body ? { body } : {}) }),
    )
  for (const story of STORIES) {
    const { ok, status } = await ask(story)
    if (!ok) throw new Error(`${story.method} ${story.path} is answered ${status}: there would be less to be read.`)
  }
  const code = (await db.first<{ code: string }>(`SELECT code FROM items WHERE public_id = 'urn:1'`))?.code ?? ''
  const lines: Probed[] = []
  for (const one of REQUESTS) {
    const asked = { ...one, path: one.path.replace('CODE', code) }
    lines.push(await toLine(asked, await ask(asked)))
  }
  return lines
}

async function toLine({ method, path, headers = {} }: Asked, response: Response): Promise<Probed> {
  const { Authorization, 'Content-Type': _, ...said } = headers
  const who = Authorization === undefined ? '' : ' token'
  const body = new Uint8Array(await response.arrayBuffer())
  const hash = bytesToHex(sha256(body)).slice(0, 12)
  const fields = [...response.headers].map(([name, value]) => `${name}=${value}`).sort()
  const fieldsHash = bytesToHex(sha256(new TextEncoder().encode(fields.join('\n')))).slice(0, 12)
  const line = `${method} ${path}${who} ${JSON.stringify(said)} → ${response.status} ${body.length} ${hash} ${fieldsHash}`
  return { line, said: [...fields, new TextDecoder().decode(body.subarray(0, SHOWN))].join('\n') }
}

/** Bytes of a body. */
const SHOWN = 400
