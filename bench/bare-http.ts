/** What serving is measured against: node:http with one document in memory. Run with a file that says which. */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The answers it gives: 304 to whoever names a tag, else the document. */
export type BareDocument = {
  readonly headers: Readonly<Record<string, string>>
  readonly unchanged: Readonly<Record<string, string>>
  /** base64 */
  readonly bytes: string
}

const [file = ''] = process.argv.slice(2)
const { headers, unchanged, bytes } = JSON.parse(readFileSync(file, 'utf8')) as BareDocument
const body = Buffer.from(bytes, 'base64')

const server = createServer((request, response) => {
  if (request.headers['if-none-match'] === undefined) {
    response.writeHead(200, headers)
    response.end(body)
  } else {
    response.writeHead(304, unchanged)
    response.end()
  }
})
server.listen(0, '127.0.0.1', () => {
  console.log(`front page  http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
})
