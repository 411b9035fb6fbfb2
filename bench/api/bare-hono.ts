/** What the API is measured against: Hono with one document in memory. Run with a file that says which. */
import { readFileSync } from 'node:fs'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import type { BareDocument } from '../bare-http.ts'

const [file = ''] = process.argv.slice(2)
const { headers, unchanged, bytes } = JSON.parse(readFileSync(file, 'utf8')) as BareDocument
const body = Buffer.from(bytes, 'base64')

const app = new Hono()
app.get('*', (c) =>
  c.req.header('If-None-Match') === undefined ? c.body(body, 200, headers) : c.body(null, 304, unchanged),
)
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  console.log(`front page  http://127.0.0.1:${port}/`)
})
