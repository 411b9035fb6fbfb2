/** What redirects are compared with: a Hono handler that returns the same redirect for everything, on the same server. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'

const app = new Hono()
app.get('/s/:code', (c) => c.redirect('http://localhost:8787/2015/06/iran-will-save-assad/', 302))
const server = createServer(getRequestListener(app.fetch))
server.listen(0, '127.0.0.1', () => {
  console.log(`  front page  http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
})
