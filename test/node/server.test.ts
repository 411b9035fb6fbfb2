import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { RULES } from '../../src/clean/identity/fingerprint.ts'
import { createPatientServer, createStarting, listen } from '../../src/node/server.ts'

/** Whoever sends slowly, or takes nothing, is let go of; everybody else is answered. */

const closing: (() => unknown)[] = []

afterEach(() => {
  for (const close of closing.splice(0)) close()
})

const PATIENCE = { headers: 1_000, request: 1_500, silence: 2_000, look: 100 }

async function start(body = 'ok') {
  const server = createPatientServer((incoming, outgoing) => {
    incoming.on('data', () => {}).on('end', () => outgoing.end(body))
  }, PATIENCE)
  closing.push(
    () => server.closeAllConnections(),
    () => server.close(),
  )
  return { server, port: await listen(server, 0, '127.0.0.1') }
}

/** Unlike `once` of Node it does not mind what was wrong with it. */
const untilClosed = (socket: Socket) => new Promise<void>((resolve) => socket.on('close', () => resolve()))

/** Sends the first part, then a little every moment; answers all that came until the connection ended. */
async function drip(port: number, first: string, more: string): Promise<string> {
  const socket = connect(port, '127.0.0.1').on('error', () => {})
  closing.push(() => socket.destroy())
  let said = ''
  socket.on('data', (chunk) => {
    said += chunk
  })
  const closed = untilClosed(socket)
  await once(socket, 'connect')
  socket.write(first)
  const timer = more === '' ? undefined : setInterval(() => socket.write(more), 50)
  await closed
  clearInterval(timer)
  return said
}

test('what drips is answered 408, and others meanwhile', async () => {
  const { port } = await start()
  const slow = [
    ['GET / HTTP/1.1\r\nHost: a\r\nX-Drip: ', 'x'],
    ['GET / HTTP/1.1\r\nHost: a\r\n', 'X-A: 1\r\n'],
    ['GET /', 'a'],
    ['POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n', 'x'],
    ['POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n', '1\r\nx\r\n'],
    ['GET / HTTP/1.1\r\nHost: a\r\n', ''],
  ].map(([first = '', more = '']) => drip(port, first, more))
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('ok')
  for (const said of await Promise.all(slow)) expect(said).toMatch(/^HTTP\/1\.1 408 /)
})

test('whoever takes nothing of a long answer, or says nothing at all, is let go of', async () => {
  const { server, port } = await start('x'.repeat(64 * 1024 * 1024))
  for (const request of ['GET / HTTP/1.1\r\nHost: a\r\n\r\n', '']) {
    const taken = once(server, 'connection')
    const socket = connect(port, '127.0.0.1').on('error', () => {})
    closing.push(() => socket.destroy())
    socket.write(request)
    socket.pause()
    const [connection] = await taken
    await untilClosed(connection)
  }
})

test('too much of headers, of one header or of an address is answered 431', async () => {
  const { port } = await start()
  for (const request of [
    `GET / HTTP/1.1\r\nHost: a\r\n${'X-A: 1\r\n'.repeat(5_000)}\r\n`,
    `GET / HTTP/1.1\r\nHost: a\r\nX-A: ${'a'.repeat(100_000)}\r\n\r\n`,
    `GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: a\r\n\r\n`,
  ]) {
    expect(await drip(port, request, '')).toMatch(/^HTTP\/1\.1 431 /)
  }
})

test('until there is a service, it is alive, not ready, and says what it waits for', async () => {
  const { answer, waitFor } = createStarting('1.2.3')
  const ask = (path: string) => answer(new Request(`http://localhost${path}`))
  const alive = ask('/healthz')
  expect([alive.status, await alive.json()]).toEqual([200, { status: 'ok', version: '1.2.3', rules: RULES }])
  waitFor('Another process holds the lock.')
  const ready = ask('/readyz')
  expect([ready.status, ready.headers.get('Retry-After')]).toEqual([503, '1'])
  expect(await ready.json()).toMatchObject({
    status: 'not ready',
    wrong: ['The service is starting.', 'Another process holds the lock.'],
  })
  expect([ask('/feed.atom').status, await ask('/').text()]).toEqual([
    503,
    'The service is starting. Another process holds the lock.\n',
  ])
})
