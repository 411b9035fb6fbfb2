import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

/** The import rules of the house: which room may know which. Read off the import lines. */

const root = fileURLToPath(new URL('..', import.meta.url))
const ENTRIES = ['src/node/main.ts', 'src/node/cli.ts', 'src/worker/main.ts']

type File = { readonly path: string; readonly room: string; readonly text: string; readonly imports: readonly string[] }

const files = listFiles(join(root, 'src')).map(toFile)

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name))
}

function toFile(absolute: string): File {
  const path = relative(root, absolute)
  const text = readFileSync(absolute, 'utf8')
  const room = path.split('/').length > 2 ? (path.split('/')[1] ?? '') : path.replace(/^src\/|\.ts$/g, '')
  return { path, room, text, imports: readImports(text).map((name) => toTarget(path, name)) }
}

/** Static and dynamic imports and re-exports, type-only ones too. */
function readImports(text: string): string[] {
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g
  return [...text.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? '')
}

/** A relative import as a path from the root; a package stays as it is. */
function toTarget(from: string, name: string): string {
  return name.startsWith('.') ? relative(root, resolve(root, dirname(from), name)) : name
}

function roomOf(target: string): string | undefined {
  return files.find((file) => file.path === target)?.room
}

/** Imports of files in `rooms` that `forbidden` objects to, as readable lines. */
function offences(rooms: readonly string[] | undefined, forbidden: (target: string, file: File) => boolean): string[] {
  return files
    .filter((file) => rooms === undefined || rooms.includes(file.room))
    .flatMap((file) =>
      file.imports.filter((target) => forbidden(target, file)).map((target) => `${file.path} → ${target}`),
    )
}

function into(...rooms: string[]): (target: string) => boolean {
  return (target) => rooms.includes(roomOf(target) ?? '')
}

describe('rooms', () => {
  test('the files are found and every relative import leads to one', () => {
    expect(files.length).toBeGreaterThan(40)
    expect(offences(undefined, (target) => target.startsWith('src/') && !existsSync(join(root, target)))).toEqual([])
  })

  test('1: read, clean and publish do no input or output and read no clock', () => {
    const pure = ['read', 'clean', 'publish']
    expect(offences(pure, into('net', 'store', 'poll', 'push', 'http', 'node', 'worker'))).toEqual([])
    const impure = /\bDate\.now\(|new Date\(\)|Math\.random\(|[^.\w]fetch\(|\bsetTimeout\(/
    expect(files.filter((file) => pure.includes(file.room) && impure.test(file.text)).map((file) => file.path)).toEqual(
      [],
    )
  })

  test('2: poll, push, http, pages and publish meet in store only', () => {
    expect(offences(['poll'], into('push', 'publish', 'http'))).toEqual([])
    expect(offences(['push'], into('poll'))).toEqual([])
    expect(offences(['http', 'pages', 'publish'], into('poll', 'push', 'read'))).toEqual([])
  })

  test('3: store imports model and errors alone', () => {
    const allowed = (target: string) => into('store', 'model', 'errors')(target)
    expect(offences(['store'], (target) => !allowed(target))).toEqual([])
  })

  test('4: each runtime stays in its folder, and nobody imports an entry', () => {
    const ofNode = (target: string) => /^(node:|undici|node-cron|@hono\/node-server)/.test(target)
    const ofWorker = (target: string) => /^(cloudflare:|@cloudflare\/)/.test(target)
    // Workers has zlib under Node's name, and no other brotli.
    const isZlib = (target: string, { room }: File) => room === 'worker' && target === 'node:zlib'
    const isForeign = (target: string, file: File) => ofNode(target) && file.room !== 'node' && !isZlib(target, file)
    expect(offences(undefined, isForeign)).toEqual([])
    expect(offences(undefined, (target, file) => ofWorker(target) && file.room !== 'worker')).toEqual([])
    expect(offences(undefined, (target) => ENTRIES.includes(target))).toEqual([])
    expect(offences(['node'], into('worker'))).toEqual([])
    expect(offences(['worker'], into('node'))).toEqual([])
    expect(
      offences(undefined, (target, file) => into('node', 'worker')(target) && !['node', 'worker'].includes(file.room)),
    ).toEqual([])
  })

  test('4: no file branches on the runtime', () => {
    const branching = /typeof (process|Deno|Bun|WebSocketPair|caches|navigator)\b|navigator\.userAgent/
    expect(files.filter((file) => branching.test(file.text)).map((file) => file.path)).toEqual([])
  })

  test('5: only an entry imports feeds/', () => {
    expect(offences(undefined, (target, file) => target.startsWith('feeds/') && !ENTRIES.includes(file.path))).toEqual(
      [],
    )
  })

  test('6: only an entry reads the environment', () => {
    const reading = files.filter((file) => /process\.env|import\.meta\.env/.test(file.text)).map((file) => file.path)
    expect(reading.filter((path) => !ENTRIES.includes(path))).toEqual([])
    expect(reading).toContain('src/node/main.ts')
  })

  test('7: no barrels, aliases, mutable modules or circles', () => {
    expect(files.filter(isBarrel).map((file) => file.path)).toEqual([])
    expect(files.filter((file) => /^(export )?(let|var) /m.test(file.text)).map((file) => file.path)).toEqual([])
    expect(offences(undefined, (target) => /^[~@#]\/|^#/.test(target))).toEqual([])
    expect(files.flatMap((file) => findCircle(file.path))).toEqual([])
  })
})

/** A file that only passes on what others export. */
function isBarrel(file: File): boolean {
  const code = file.text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
  return code.replace(/^(import|export)\s[^;'"]*from\s+'[^']+'$/gm, '').trim() === ''
}

/** A way from a file back to itself along imports, or nothing. */
function findCircle(start: string): string[] {
  const seen = new Set<string>()
  const open = [...importsOf(start)]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === start) return [start]
    if (seen.has(next)) continue
    seen.add(next)
    open.push(...importsOf(next))
  }
  return []
}

function importsOf(path: string): readonly string[] {
  return files.find((file) => file.path === path)?.imports ?? []
}
