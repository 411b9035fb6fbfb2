/** A server that takes whatever is posted to it, as a process of its own; prints its port. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const server = createServer((request, response) => {
  request.resume()
  request.on('end', () => response.writeHead(204).end())
})
server.listen(0, '0.0.0.0', () => console.log((server.address() as AddressInfo).port))
