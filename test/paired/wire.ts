/** An answer as it came over the wire, nothing decoded. */
import { type IncomingMessage, request } from 'node:http'
import zlib from 'node:zlib'
import type { Asked } from './requests.ts'

export type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Headers that a connection needs, and that are no part of an answer. */
const HOPS = ['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'date']

const DECODERS: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  gzip: zlib.gunzipSync,
  br: zlib.brotliDecompressSync,
}

/** What `base` answers. Without what no two services have alike. */
export async function askOverWire(base: string, { method, path, headers, body }: Asked): Promise<Answer> {
  const { hostname, port } = new URL(base)
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const asking = request({ hostname, port, method, path, headers: { ...headers, ...toLength(body) } }, resolve)
    asking.on('error', reject)
    asking.end(body)
  })
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  const bytes = Buffer.concat(chunks)
  const coding = response.headers['content-encoding']
  const plain = bytes.length > 0 && coding !== undefined ? (DECODERS[coding]?.(bytes) ?? bytes) : bytes
  const kept = Object.entries(response.headers).filter(([name]) => !HOPS.includes(name))
  return {
    status: response.statusCode ?? 0,
    headers: Object.fromEntries(kept.map(([name, value]) => [name, toCommon(String(value))])),
    body: toCommon(plain.toString('latin1')),
  }
}

/** A DELETE's body is sent without its length else. */
function toLength(body: string | undefined) {
  return body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }
}

/** What is of one service alone: times of today, hashes of bytes with such a time in them, and the change log's epoch. */
const TODAY = new Date().toISOString().slice(0, 10)
const TODAY_RFC5322 = new Date().toUTCString().slice(5, 16)
const OWN = new RegExp(
  `${TODAY}T[\\d:.]+Z?|(?:[A-Z][a-z]{2}, )?${TODAY_RFC5322} [\\d:]+ (?:GMT|\\+0000)|(?<=W/")[\\w-]{8,}(?=")` +
    `|(?<="sha256":")[0-9a-f]{64}|(?<="next":")[0-9a-f]{8}(?=\\.)`,
  'g',
)

function toCommon(text: string): string {
  return text.replace(OWN, '…')
}
