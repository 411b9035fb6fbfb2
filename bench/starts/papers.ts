/**
 * The feeds of so many papers: of 20 to 80 stories most of them, each tenth of 300, and half of those of some megabytes.
 * `node bench/starts/papers.ts COUNT`
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAtom, createBrokenRss, createRss } from '../documents.ts'

/** Bytes of each twentieth source, at least. */
const LARGE = [1_000_000, 2_000_000, 3_000_000]

function countItems(n: number): number {
  return n % 10 === 0 ? 300 : 20 + ((n * 37) % 61)
}

function toDocument(n: number): Buffer {
  const kinds = [createRss, createRss, createAtom, createBrokenRss]
  const text = (kinds[n % kinds.length] ?? createRss)(countItems(n))
    .replaceAll('site.example', `paper${n}.example`)
    .replaceAll('Story ', `Story ${n}.`)
  return Buffer.from(n % 20 === 0 ? toLarge(text, LARGE[(n / 20) % LARGE.length] ?? 0) : text)
}

/** As long as that, by its texts. */
function toLarge(text: string, bytes: number): string {
  const times = Math.ceil(bytes / text.length)
  return text.replace(/ &(?:amp;)+ more\./g, (end) => `${' and so on with what was said'.repeat(times * 2)}${end}`)
}

const documents = Array.from({ length: Number(process.argv[2]) }, (_, n) => toDocument(n))
const server = createServer((request, response) => {
  response.setHeader('Content-Type', 'application/xml')
  response.end(documents[Number(request.url?.slice(1))])
}).listen(0, '0.0.0.0', () => {
  console.log(`front page  http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
})
