import { openSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { type AddressInfo, createServer as createSocketServer, type Server, type Socket } from 'node:net'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { FetchError, ShortageError } from '../../src/errors.ts'
import { fetchDocument, type Limits, type Net, standardLimits } from '../../src/net/fetch.ts'
import { createFetch, type FetchOptions } from '../../src/node/fetch.ts'
import { findShortage } from '../../src/node/shortage.ts'

/** Real sockets: servers that misbehave, and what is said of them. */

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function listen(server: Server, host = '127.0.0.1'): Promise<string> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  closing.push(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

const serve = async (handle: RequestListener) => `http://${await listen(createServer(handle))}/`
/** A server that writes what it likes once a request came. */
const serveRaw = async (write: (socket: Socket) => void) =>
  `http://${await listen(createSocketServer((socket) => socket.once('data', () => write(socket))))}/`

function toNet(options: Partial<FetchOptions> = {}, limits: Partial<Limits> = {}): Net {
  const allowPrivate = options.allowPrivate ?? ['127.0.0.1']
  const { fetch, close } = createFetch({ ...options, allowPrivate })
  closing.unshift(close)
  return { fetch, now: Date.now, allowPrivate, userAgent: 'test', limits: { ...standardLimits, ...limits } }
}

async function failure(url: string, net = toNet()): Promise<FetchError> {
  const found = await fetchDocument(net, { url }).catch((error: unknown) => error)
  if (!(found instanceof FetchError)) throw new Error('It did not fail as it should.', { cause: found })
  return found
}

const host = (url: string) => new URL(url).host
const textOf = ({ bytes }: { readonly bytes: Uint8Array }) => new TextDecoder().decode(bytes)

describe('a document', () => {
  test('is fetched with the headers that were asked for, and no proxy', async () => {
    process.env.HTTP_PROXY = 'http://127.0.0.1:9/'
    closing.push(async () => delete process.env.HTTP_PROXY)
    const seen: IncomingMessage['headers'][] = []
    const url = await serve((request, response) => {
      seen.push(request.headers)
      response.writeHead(200, { etag: '"a"', 'content-type': 'application/rss+xml' }).end('<rss/>')
    })
    const answer = await fetchDocument(toNet(), { url, etag: '"z"', headers: { authorization: 'Basic abc' } })
    expect(answer).toMatchObject({ kind: 'document', url, etag: '"a"', contentType: 'application/rss+xml' })
    expect(textOf(answer)).toBe('<rss/>')
    expect(seen[0]).toMatchObject({ 'user-agent': 'test', 'if-none-match': '"z"', authorization: 'Basic abc' })
  })

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
  ] as const)('is decoded from %s', async (coding, compress) => {
    const url = await serve((_, response) => response.setHeader('content-encoding', coding).end(compress('<rss/>')))
    expect(textOf(await fetchDocument(toNet(), { url }))).toBe('<rss/>')
  })

  test('that has not changed has no bytes', async () => {
    const url = await serve((_, response) => response.writeHead(304).end())
    expect(await fetchDocument(toNet(), { url, etag: '"a"' })).toMatchObject({ kind: 'unchanged' })
  })

  test('is found behind a redirect, and connections are used again', async () => {
    let connections = 0
    const server = createServer((request, response) => {
      if (request.url === '/') response.writeHead(301, { location: '/feed' }).end()
      else response.end('found')
    }).on('connection', () => connections++)
    const url = `http://${await listen(server)}/`
    const net = toNet()
    expect(await fetchDocument(net, { url })).toMatchObject({ url: `${url}feed`, permanentUrl: `${url}feed` })
    const before = connections
    await fetchDocument(net, { url: `${url}feed` })
    expect(connections).toBe(before)
  })
})

test('a server that gives connections up without a word is asked again', async () => {
  let answers = 0
  const server = createSocketServer((socket) => {
    let asked = 0
    socket.on('data', () => {
      asked++
      if (asked > 1) socket.destroy()
      else if (socket.write('HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<rss/>')) answers++
    })
  })
  const url = `http://${await listen(server)}/`
  const net = toNet()
  for (let count = 1; count <= 3; count++) {
    expect(textOf(await fetchDocument(net, { url }))).toBe('<rss/>')
    expect(answers).toBe(count)
  }
})

describe('time', () => {
  const short = { total: 300 }
  test('is limited for a server that answers nothing', async () => {
    const url = await serveRaw(() => undefined)
    expect(await failure(url, toNet({}, short))).toMatchObject({
      kind: 'timeout',
      message: `${host(url)} did not answer within 0.3 seconds.`,
    })
  })

  test('is limited over all of a body that drips', async () => {
    const left: Promise<void>[] = []
    const url = await serve((request, response) => {
      const drip = setInterval(() => response.write('x'), 20)
      left.push(new Promise((resolve) => request.socket.once('close', resolve)).then(() => clearInterval(drip)))
    })
    expect(await failure(url, toNet({}, short))).toMatchObject({
      kind: 'timeout',
      message: `${host(url)} did not send the whole document within 0.3 seconds.`,
    })
    await Promise.all(left)
  })

  test('is limited over headers that drip', async () => {
    const left: Promise<void>[] = []
    const url = await serveRaw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nX-Drip: ')
      const drip = setInterval(() => socket.write('x'), 20)
      left.push(new Promise((resolve) => socket.once('close', resolve)).then(() => clearInterval(drip)))
    })
    expect(await failure(url, toNet({}, short))).toMatchObject({
      kind: 'timeout',
      message: `${host(url)} did not answer within 0.3 seconds.`,
    })
    await Promise.all(left)
  })

  test('is limited over all hops together', async () => {
    let hop = 0
    const url = await serve((_, response) => {
      setTimeout(() => response.writeHead(302, { location: `/${hop++}` }).end(), 120)
    })
    expect(await failure(url, toNet({}, short))).toMatchObject({ kind: 'timeout' })
  })

  test('is limited for a TLS handshake that never ends', async () => {
    const address = await listen(createSocketServer(() => undefined))
    const net = toNet({ connectTimeout: 200 }, { connect: 200 })
    expect((await failure(`https://${address}/`, net)).message).toBe(`${address} did not answer within 0.2 seconds.`)
  })
})

describe('size', () => {
  const megabytes = (count: number) => Buffer.alloc(count * 1024 * 1024, 0x20)

  test('is limited for a large body, whose connection is then closed', async () => {
    const closed: Promise<unknown>[] = []
    let sent = 0
    const url = await serve((request, response) => {
      closed.push(new Promise((resolve) => request.socket.once('close', resolve)))
      const block = megabytes(1)
      const more = () => {
        while (sent < 50 && response.write(block)) sent++
        if (sent++ < 50) response.once('drain', more)
        else response.end()
      }
      more()
    })
    expect(await failure(url)).toMatchObject({ kind: 'size', message: `${host(url)} sent more than 10 MiB.` })
    await Promise.all(closed)
    expect(sent).toBeLessThan(50)
  })

  test('is limited for 50 MB that come as a few kilobytes of gzip', async () => {
    const bomb = gzipSync(megabytes(50), { level: 9 })
    expect(bomb.length).toBeLessThan(60_000)
    const url = await serve((_, response) => response.setHeader('content-encoding', 'gzip').end(bomb))
    expect(await failure(url)).toMatchObject({ kind: 'size', message: `${host(url)} sent more than 10 MiB.` })
  })

  test('is limited for gzip within gzip', async () => {
    const bomb = gzipSync(gzipSync(megabytes(50), { level: 9 }), { level: 9 })
    const url = await serve((_, response) => response.setHeader('content-encoding', 'gzip, gzip').end(bomb))
    expect(await failure(url)).toMatchObject({ kind: 'size' })
  })

  test('is limited for headers', async () => {
    const url = await serveRaw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n')
      const more = () => {
        while (!socket.destroyed && socket.write(`x-${'a'.repeat(1000)}: b\r\n`));
        if (!socket.destroyed) socket.once('drain', more)
      }
      more()
    })
    expect(await failure(url)).toMatchObject({
      kind: 'size',
      message: `${host(url)} sent more headers than are allowed.`,
    })
  })

  test('is limited for a length that is a lie', async () => {
    const answer = (length: number) => `HTTP/1.1 200 OK\r\nContent-Length: ${length}\r\n\r\n<rss/>`
    const url = await serveRaw((socket) => socket.end(answer(9_999_999_999)))
    expect(await failure(url)).toMatchObject({ kind: 'size', message: `${host(url)} sent more than 10 MiB.` })
    const waiting = await serveRaw((socket) => socket.write(answer(100_000)))
    expect(await failure(waiting, toNet({}, { total: 300 }))).toMatchObject({
      kind: 'timeout',
      message: `${host(waiting)} did not send the whole document within 0.3 seconds.`,
    })
  })

  test('of exactly the limit is allowed', async () => {
    const url = await serve((_, response) => response.end('x'.repeat(1000)))
    expect((await fetchDocument(toNet({}, { body: 1000 }), { url })).bytes).toHaveLength(1000)
    expect((await failure(url, toNet({}, { body: 999 }))).message).toMatch(/sent more than 999 bytes\.$/)
  })
})

describe('broken answers', () => {
  const closed = (url: string) => ({
    kind: 'network',
    message: `${host(url)} closed the connection in the middle of the answer.`,
  })
  const cases: readonly (readonly [string, string])[] = [
    ['half a document', 'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<rss><channel>'],
    ['half of the chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n<rss/>\r\n'],
    ['nothing', ''],
    ['half a status line', 'HTTP/1.1 20'],
  ]
  test.each(cases)('%s', async (_, text) => {
    const url = await serveRaw((socket) => socket.end(text))
    expect(await failure(url)).toMatchObject(closed(url))
  })

  test('more than was announced is not taken for the next answer', async () => {
    const url = await serveRaw((socket) =>
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<rss/>HTTP/1.1 200 OK'),
    )
    const found = await fetchDocument(toNet(), { url }).catch((error: unknown) => error)
    if (found instanceof Error) expect(found).toBeInstanceOf(FetchError)
    else expect(textOf(found as Awaited<ReturnType<typeof fetchDocument>>)).toBe('<rss/>')
  })

  test('what is no HTTP', async () => {
    const url = await serveRaw((socket) => socket.end('220 mail.example ESMTP\r\n'))
    expect((await failure(url)).message).toBe(`${host(url)} did not answer as HTTP asks.`)
  })

  test('what is said to be gzip and is not coded at all is taken as it is', async () => {
    const url = await serve((_, response) => response.setHeader('content-encoding', 'gzip').end('<rss/>'))
    expect(textOf(await fetchDocument(toNet(), { url }))).toBe('<rss/>')
  })

  test('what is no gzip', async () => {
    const url = await serve((_, response) => {
      response.setHeader('content-encoding', 'gzip').end(`\x1f\u008b${'<rss/>'.repeat(9)}`, 'latin1')
    })
    expect((await failure(url)).message).toBe(`The document of ${host(url)} is wrongly compressed.`)
  })

  const story = '<rss><channel><item><title>The bridge is open</title></item></channel></rss>'
  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
  ] as const)('a document that breaks off within %s', async (coding, compress) => {
    const bytes = compress(story.repeat(50))
    const url = await serve((_, response) => {
      response.setHeader('content-encoding', coding).end(bytes.subarray(0, bytes.length - 12))
    })
    const message = `The compressed document of ${host(url)} breaks off before its end.`
    expect(await failure(url)).toMatchObject({ kind: 'network', message })
  })

  test.each([story, `\ufeff<?xml version="1.0"?><!-- <a> -->${story}\n<!-- in 3 ms -->\n`, '{"items": []}'])(
    'are none where only the checksum after the document is missing: %s',
    async (text) => {
      const url = await serve((_, response) => {
        response.setHeader('content-encoding', 'gzip').end(gzipSync(text).subarray(0, -8))
      })
      expect((await fetchDocument(toNet(), { url })).bytes).toEqual(new TextEncoder().encode(text))
    },
  )

  test('a port nobody listens at', async () => {
    const server = createServer()
    const address = await listen(server)
    await new Promise((resolve) => server.close(resolve))
    expect((await failure(`http://${address}/`)).message).toBe(`${address} refused the connection.`)
  })

  test('a name that nobody has', async () => {
    const error = await failure('http://nobody.invalid/feed')
    expect(error.kind).toBe('network')
    // A machine without any name server can't say that the name does not exist.
    expect(error.message).toMatch(
      /^(There is no host named nobody\.invalid\.|The name nobody\.invalid could not be looked up)/,
    )
  })
})

test.each(['EMFILE', 'ENFILE'])('a name that is not found for want of files (%s) is nobody’s fault', async (code) => {
  const shortage = () => Object.assign(new Error('too many open files'), { code })
  const asked = fetchDocument(toNet({ shortage }), { url: 'http://nobody.invalid/feed' })
  await expect(asked).rejects.toBeInstanceOf(ShortageError)
  await expect(asked).rejects.toThrow('nobody.invalid could not be asked: no more files or connections can be opened')
})

test('a shortage of files is what the system says when one is opened, and leaves none open', () => {
  const refuse = (code: string) => () => {
    throw Object.assign(new Error(code), { code })
  }
  expect(findShortage()).toBeUndefined()
  expect(findShortage(refuse('EMFILE'))?.code).toBe('EMFILE')
  expect(() => findShortage(refuse('EIO'))).toThrow('EIO')
  let left = 2
  const few = (path: string, flags: string) => (left-- > 0 ? openSync(path, flags) : refuse('ENFILE')())
  expect(findShortage(few)?.code).toBe('ENFILE')
})

describe('private addresses', () => {
  const none = { allowPrivate: ['feeds.internal'] }
  test('are refused by the connector too, whatever leads there', async () => {
    let asked = 0
    const url = await serve((_, response) => {
      asked++
      response.end('secret')
    })
    const { fetch, close } = createFetch(none)
    closing.unshift(close)
    const init = () =>
      ({ method: 'GET', headers: {}, redirect: 'manual', signal: new AbortController().signal }) as const
    const port = new URL(url).port
    for (const name of ['127.0.0.1', 'localhost', '0x7f.1', '[::ffff:127.0.0.1]', '[::1]', '0.0.0.0']) {
      const error: unknown = await fetch(`http://${name}:${port}/`, init()).catch((reason: unknown) => reason)
      expect(error, name).toMatchObject({ kind: 'private' })
    }
    expect(asked).toBe(0)
  })

  test('behind a name are seen when it is resolved', async () => {
    const url = await serve((_, response) => response.end('secret'))
    const { port } = new URL(url)
    const elsewhere = toNet({ allowPrivate: ['10.0.0.0/8'] })
    expect(await failure(`http://localhost:${port}/`, elsewhere)).toMatchObject({
      kind: 'private',
      message: 'localhost leads to a private address; list it in ALLOW_PRIVATE to allow it.',
    })
  })

  test.each(['localhost', '127.0.0.1', '127.0.0.0/8'])('that %s opens are reached by name', async (entry) => {
    const url = await serve((_, response) => response.end('open'))
    const { port } = new URL(url)
    const answer = await fetchDocument(toNet({ allowPrivate: [entry] }), { url: `http://localhost:${port}/` })
    expect(textOf(answer)).toBe('open')
  })

  test.each(['http://127.0.0.2/', 'http://[::1]/', 'file:///etc/passwd'])(
    'are refused behind a redirect to %s',
    async (to) => {
      const url = await serve((_, response) => response.writeHead(302, { location: to }).end())
      expect((await failure(url)).kind).toBe(to.startsWith('file:') ? 'address' : 'private')
    },
  )

  test('in a loop of redirects end', async () => {
    const url = await serve((request, response) => {
      response.writeHead(302, { location: request.url === '/' ? '/a' : '/' }).end()
    })
    expect((await failure(url)).message).toBe(`${host(url)} redirects in a loop.`)
  })
})

describe('certificates', () => {
  const pem = (name: string) => readFileSync(new URL(`../fixtures/tls/${name}.pem`, import.meta.url), 'utf8')
  const handle = (_: IncomingMessage, response: ServerResponse) => response.end('safe')
  const serveSafely = async (certificate: string) =>
    `https://${await listen(createSecureServer({ key: pem('key'), cert: pem(certificate) }, handle))}/`
  const trusting = () => toNet({ ca: pem('authority') })

  test('that are right are accepted', async () => {
    const url = await serveSafely('right')
    expect(textOf(await fetchDocument(trusting(), { url }))).toBe('safe')
  })

  test.each([
    ['other-host', 'is for another host.'],
    ['expired', 'has expired.'],
  ])('%s', async (certificate, what) => {
    const url = await serveSafely(certificate)
    expect(await failure(url, trusting())).toMatchObject({
      kind: 'tls',
      message: `The certificate of ${host(url)} ${what}`,
    })
  })

  test('of an unknown authority, or signed by themselves', async () => {
    const unknown = await serveSafely('right')
    expect((await failure(unknown)).message).toBe(`The certificate of ${host(unknown)} is from an unknown authority.`)
    const own = await serveSafely('authority')
    expect((await failure(own)).message).toBe(`The certificate of ${host(own)} is self-signed.`)
  })

  test('are not there on a port that speaks plain HTTP', async () => {
    const url = (await serve(handle)).replace('http:', 'https:')
    expect((await failure(url)).message).toBe(`No secure connection to ${host(url)} could be made.`)
  })
})
