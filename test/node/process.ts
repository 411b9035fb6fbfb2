import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A real process of the service, on a port that the system chose. */
export type Running = {
  readonly base: string
  readonly output: () => string
  readonly call: (path: string, init?: RequestInit) => Promise<Response>
  /** Any other signal. */
  readonly signal: (signal: NodeJS.Signals) => void
  /** SIGKILL, as a power cut would. */
  readonly kill: () => Promise<void>
  /** SIGTERM, as an operator would. */
  readonly stop: () => Promise<number | null>
}

const root = fileURLToPath(new URL('../..', import.meta.url))
export const TOKEN = 'test-token'

export function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), 'ara-'))
}

/** Starts the service as `npm start` does and waits until it has printed its addresses. @param onOutput told of all that it said */
export async function startService(
  variables: Readonly<Record<string, string>>,
  onOutput: (output: string) => void = () => {},
): Promise<Running> {
  const child = spawn(process.execPath, ['bin/start.js'], {
    cwd: root,
    env: { PATH: process.env.PATH, HOST: '127.0.0.1', PORT: '0', API_TOKEN: TOKEN, ...variables },
  })
  let output = ''
  const base = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk
      onOutput(output)
      const found = /front page\s+(\S+)\//.exec(output)?.[1]
      if (found) resolve(found.replace('localhost', '127.0.0.1'))
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('exit', (code) => reject(new Error(`The service ended with ${code}:\n${output}`)))
  })
  return {
    base,
    output: () => output,
    call: (path, init) =>
      fetch(base + path, { ...init, headers: { Authorization: `Bearer ${TOKEN}`, ...init?.headers } }),
    signal: (signal) => {
      child.kill(signal)
    },
    kill: async () => {
      await end(child, 'SIGKILL')
    },
    stop: () => end(child, 'SIGTERM'),
  }
}

function end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code))
    child.kill(signal)
  })
}

/** A web server on loopback for sources. */
export async function startServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ readonly base: string; readonly server: Server; readonly close: () => void }> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { base, server, close }
}

/** Asks again until the answer is there; fails after a minute, or as many as are given, rather than hang. */
export async function until<T>(ask: () => Promise<T | undefined> | T | undefined, minutes = 1): Promise<T> {
  const deadline = Date.now() + minutes * 60_000
  while (Date.now() < deadline) {
    const answer = await ask()
    if (answer !== undefined) return answer
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error(`It did not happen within ${minutes} minutes.`)
}
