/**
 * The server that requests come in by. Promises: who sends too slowly, or takes nothing of what it asked for, is let go
 * of; until the service is wired everybody is told that, and what it waits for.
 */

import { createServer, type RequestListener, type Server } from 'node:http'
import { RULES } from '../clean/identity/fingerprint.ts'
import { ConfigError } from '../errors.ts'

/** All in milliseconds. */
type Patience = {
  /** Until the headers of a request are there; then it is answered 408. */
  readonly headers: number
  /** … and all of it: a picture of 10 MiB by a slow line is within it. */
  readonly request: number
  /** That nothing at all moves on a connection. */
  readonly silence: number
  /** Between two looks at who is late. */
  readonly look: number
}

const STANDARD: Patience = { headers: 15_000, request: 300_000, silence: 120_000, look: 5_000 }

export function createPatientServer(listener: RequestListener, patience: Patience = STANDARD): Server {
  const server = createServer(
    {
      headersTimeout: patience.headers,
      requestTimeout: patience.request,
      connectionsCheckingInterval: patience.look,
    },
    listener,
  )
  server.setTimeout(patience.silence)
  return server
}

/** Listens, and answers the port. @throws whatever the system says */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      const address = server.address()
      if (typeof address === 'object' && address !== null) resolve(address.port)
      else reject(new ConfigError(`HOST: this machine can not listen there (${host}).`))
    })
  })
}

/** What is answered until there is a service: it is alive, and not ready. */
export type Starting = {
  readonly answer: (request: Request) => Response
  /** What it waits for, in a sentence. */
  readonly waitFor: (sentence: string) => void
}

export function createStarting(version: string): Starting {
  const starting = 'The service is starting.'
  let wrong = [starting]
  const answer = ({ url }: Request) => {
    const path = new URL(url).pathname
    if (path === '/healthz')
      return Response.json({ status: 'ok', version, rules: RULES }, { headers: { 'Cache-Control': 'no-store' } })
    const headers = { 'Retry-After': '1', 'Cache-Control': 'no-store' }
    if (path === '/readyz') return Response.json({ status: 'not ready', version, wrong }, { status: 503, headers })
    return new Response(`${wrong.join(' ')}\n`, { status: 503, headers })
  }
  const waitFor = (sentence: string) => {
    wrong = [starting, sentence]
  }
  return { answer, waitFor }
}
