import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

/** The law of the house (docs/architecture.md): which room may know which, read off the import lines; doors and sizes. */

const root = fileURLToPath(new URL('..', import.meta.url))
const architecture = readFileSync(join(root, 'docs/architecture.md'), 'utf8')
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

/** Imports of files in `rooms` that `forbidden` objects to, as lines that say which rule of the page they break. */
function offences(
  rule: number,
  rooms: readonly string[] | undefined,
  forbidden: (target: string, file: File) => boolean,
): string[] {
  return files
    .filter((file) => rooms === undefined || rooms.includes(file.room))
    .flatMap((file) => file.imports.filter((target) => forbidden(target, file)).map((target) => [file.path, target]))
    .map((pair) => `${pair.join(' → ')} ${toBreach(rule)}`)
}

/** Files whose text `forbidden` objects to, as such lines. */
function breaches(rule: number, forbidden: (file: File) => boolean): string[] {
  return files.filter(forbidden).map(({ path }) => `${path} ${toBreach(rule)}`)
}

function toBreach(rule: number): string {
  return `breaks rule ${rule} of docs/architecture.md`
}

function toEighth(path: string): string {
  return `${path} ${toBreach(8)}`
}

function into(...rooms: string[]): (target: string) => boolean {
  return (target) => rooms.includes(roomOf(target) ?? '')
}

describe('rooms', () => {
  test('the files are found and every relative import leads to one', () => {
    expect(files.length).toBeGreaterThan(40)
    const imports = files.flatMap((file) => file.imports)
    expect(imports.filter((target) => target.startsWith('src/') && !existsSync(join(root, target)))).toEqual([])
  })

  test('1: read, extract, html, clean and publish do no input or output and read no clock', () => {
    const pure = ['read', 'extract', 'html', 'clean', 'publish']
    const impure = ['net', 'store', 'poll', 'push', 'http', 'intake', 'desk', 'clicks', 'node', 'worker', 'service']
    expect(offences(1, pure, into(...impure))).toEqual([])
    const clock = /\bDate\.now\(|new Date\(\)|Math\.random\(|[^.\w]fetch\(|\bsetTimeout\(/
    expect(breaches(1, (file) => pure.includes(file.room) && clock.test(file.text))).toEqual([])
  })

  test('2: the rooms that do things meet in store, and are handed to each other by service.ts', () => {
    expect(offences(2, ['poll'], into('push', 'publish', 'http', 'desk', 'clicks'))).toEqual([])
    expect(offences(2, ['push'], into('poll', 'http', 'intake', 'desk', 'clicks'))).toEqual([])
    expect(offences(2, ['http', 'pages', 'publish'], into('poll', 'push', 'read', 'intake', 'desk'))).toEqual([])
    // What http asks for is a shape of its own, which whoever is handed to it has to have.
    const isAsked = (target: string) => target === 'src/http/backend.ts'
    const outside = into('push', 'publish', 'http', 'pages')
    expect(offences(2, ['intake', 'desk', 'clicks'], (target) => outside(target) && !isAsked(target))).toEqual([])
    expect(offences(2, undefined, (target, file) => into('service')(target) && !isRuntime(file))).toEqual([])
  })

  test('3: store imports model and errors alone', () => {
    const allowed = into('store', 'model', 'errors')
    expect(offences(3, ['store'], (target) => !allowed(target))).toEqual([])
  })

  test('4: each runtime stays in its folder, and nobody imports an entry', () => {
    const ofNode = (target: string) => /^(node:|undici|node-cron|@hono\/node-server)/.test(target)
    const ofWorker = (target: string) => /^(cloudflare:|@cloudflare\/)/.test(target)
    // Workers has zlib under Node's name, and no other brotli.
    const isZlib = (target: string, { room }: File) => room === 'worker' && target === 'node:zlib'
    const isForeign = (target: string, file: File) => ofNode(target) && file.room !== 'node' && !isZlib(target, file)
    expect(offences(4, undefined, isForeign)).toEqual([])
    expect(offences(4, undefined, (target, file) => ofWorker(target) && file.room !== 'worker')).toEqual([])
    expect(offences(4, undefined, (target) => ENTRIES.includes(target))).toEqual([])
    expect(offences(4, ['node'], into('worker'))).toEqual([])
    expect(offences(4, ['worker'], into('node'))).toEqual([])
    expect(offences(4, undefined, (target, file) => into('node', 'worker')(target) && !isRuntime(file))).toEqual([])
  })

  test('4: no file branches on the runtime', () => {
    const branching = /typeof (process|Deno|Bun|WebSocketPair|caches|navigator)\b|navigator\.userAgent/
    expect(breaches(4, (file) => branching.test(file.text))).toEqual([])
  })

  test('5: only an entry imports feeds/', () => {
    const isFeeds = (target: string) => target.startsWith('feeds/')
    expect(offences(5, undefined, (target, file) => isFeeds(target) && !ENTRIES.includes(file.path))).toEqual([])
  })

  test('6: only an entry reads the environment', () => {
    const isReading = (file: File) => /process\.env|import\.meta\.env/.test(file.text)
    expect(breaches(6, (file) => isReading(file) && !ENTRIES.includes(file.path))).toEqual([])
    expect(files.filter(isReading).map((file) => file.path)).toContain('src/node/main.ts')
  })

  test('7: no barrels, aliases, mutable modules or circles', () => {
    expect(breaches(7, isBarrel)).toEqual([])
    expect(breaches(7, (file) => /^(export )?(let|var) /m.test(file.text))).toEqual([])
    expect(offences(7, undefined, (target) => /^[~@#]\/|^#/.test(target))).toEqual([])
    expect(breaches(7, (file) => findCircle(file.path).length > 0)).toEqual([])
  })

  test('8: SQL on the tables of drafts stands with the desk’s store and in migrations', () => {
    const touching = files.filter(({ text }) => /\b(?:from|into|update|join|table|on)\s+drafts\b/i.test(text))
    const paths = touching.map(({ path }) => path)
    expect(paths).toContain('src/store/desk/drafts.ts')
    expect(paths.filter((path) => !/^src\/store\/(?:desk|migrations)\//.test(path)).map(toEighth)).toEqual([])
    // Who may know of drafts at all: the desk, what shows them to the editor, and what hands them on.
    const isAllowed = ({ path }: File) =>
      /^src\/(?:desk|store\/desk|http\/api)\/|^src\/(?:service|http\/backend)\.ts$/.test(path)
    const outside = (target: string, file: File) => target.startsWith('src/store/desk/') && !isAllowed(file)
    expect(offences(8, undefined, outside)).toEqual([])
  })
})

describe('files', () => {
  const toLines = ({ text }: File) => text.split('\n').length - 1

  test('no folder of src holds more than 25, and none has more than 300 lines', () => {
    const folders = Map.groupBy(listPaths(), (path) => dirname(path))
    expect([...folders].filter(([, paths]) => paths.length > 25).map(([folder]) => folder)).toEqual([])
    const long = files.filter((file) => toLines(file) > 300).map(({ path }) => path)
    expect(long).toEqual([])
  })

  test('a file that a comment names is there', () => {
    const paths = ['src', 'test', 'bench', 'feeds'].flatMap((folder) => listFiles(join(root, folder)))
    const isThere = (name: string) => paths.some((path) => path.endsWith(`/${name}`))
    const missing = files.flatMap(({ path, text }) =>
      [...text.matchAll(/\/\*\*[\s\S]*?\*\/|\/\/.*/g)].flatMap(([comment]) =>
        [...comment.matchAll(/(?<![\w./-])[a-z][\w-]*(?:\/[\w-]+)*(?:\.test)?\.ts\b/g)]
          .filter(([name]) => !isThere(name))
          .map(([name]) => `${path}: ${name}`),
      ),
    )
    expect(missing).toEqual([])
  })

  test('a door, and every file over 60 lines, begins with what it promises', () => {
    const doors = readDoors()
    expect(doors.length).toBeGreaterThan(15)
    expect(doors.filter((path) => !files.some((file) => file.path === path))).toEqual([])
    const isDoor = ({ path }: File) => doors.includes(path) || basename(path, '.ts') === basename(dirname(path))
    const silent = files.filter((file) => (isDoor(file) || toLines(file) > 60) && !/^\/\*\*\s/.test(file.text))
    expect(silent.map(({ path }) => path)).toEqual([])
  })

  test('each room stands in docs/architecture.md, with its door', () => {
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
    const rooms = folders.map(({ name }) => name).filter((name) => !readDoors().some((path) => isIn(path, name)))
    expect(rooms).toEqual([])
  })

  test('a comment that cites a decision names the page, and the page has it', () => {
    const texts = [...files, ...listFiles(join(root, 'test')).map(toFile)]
    const cited = texts.flatMap(({ path, text }) => {
      const citations = [...text.matchAll(/(docs\/architecture\.md, )?\bdecisions? (\d+(?:(?:, | and | to )\d+)*)/gi)]
      return citations.map(([cite, page, numbers = '']) => ({ path, cite, page, numbers: numbers.match(/\d+/g) ?? [] }))
    })
    expect(cited.length).toBeGreaterThan(40)
    expect(cited.filter(({ page }) => page === undefined).map(({ path, cite }) => `${path}: ${cite}`)).toEqual([])
    const isThere = (number: string) => architecture.includes(`\n${number}. **`)
    expect(cited.flatMap(({ numbers }) => numbers).filter((number) => !isThere(number))).toEqual([])
  })
})

function isRuntime({ room }: File): boolean {
  return room === 'node' || room === 'worker'
}

/** Everything below src, its migrations too. */
function listPaths(): string[] {
  const entries = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

/** The doors that the page's table of rooms names. */
function readDoors(): string[] {
  const rows = architecture.match(/^\| `src\/.*$/gm) ?? []
  return rows.flatMap((row) => (row.match(/`(src\/[\w./-]+\.ts)`/g) ?? []).map((path) => path.slice(1, -1)))
}

function isIn(path: string, room: string): boolean {
  return path.startsWith(`src/${room}/`)
}

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
