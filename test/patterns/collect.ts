/** Every regular expression of `src`: literals from the syntax tree, composed ones as they come out when modules load. */
import { readdirSync, readFileSync } from 'node:fs'
import { registerHooks, stripTypeScriptTypes } from 'node:module'
import { fileURLToPath } from 'node:url'
import { type Node, parse } from 'acorn'

export type Pattern = { readonly path: string; readonly line: number; readonly source: string; readonly flags: string }

const root = fileURLToPath(new URL('../..', import.meta.url))

export async function collectPatterns(): Promise<Pattern[]> {
  const names = readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' })
  const paths = names.filter((name) => name.endsWith('.ts')).map((name) => `src/${name}`)
  const found: Pattern[] = []
  const missed = new Set<string>()
  for (const path of paths.sort()) for (const call of readFile(path, found)) missed.add(call)
  makeAllAtOnce()
  const restore = watchRegExp((pattern) => {
    found.push(pattern)
    missed.delete(`${pattern.path}:${pattern.line}`)
  })
  for (const path of new Set([...missed].map((call) => call.replace(/:\d+$/, '')))) await import(`${root}${path}`)
  restore()
  if (missed.size > 0) throw new Error(`Made while running, so nobody can check it: ${[...missed].join(', ')}`)
  return found
}

/** What waits until somebody needs it is made when its module is loaded, here: its expressions are to be seen as well. */
function makeAllAtOnce(): void {
  const source = 'export const lazily = (make) => { const made = make(); return () => made }'
  registerHooks({
    load: (url, context, next) =>
      url === `file://${root}src/lazy.ts` ? { format: 'module', source, shortCircuit: true } : next(url, context),
  })
}

/** Collects a file's literals; answers where it composes others. Stripped types leave every line where it was. */
function readFile(path: string, found: Pattern[]): string[] {
  const code = stripTypeScriptTypes(readFileSync(`${root}${path}`, 'utf8'))
  const calls: string[] = []
  walk(parse(code, { ecmaVersion: 'latest', sourceType: 'module', locations: true }), (node) => {
    const line = node.loc?.start.line ?? 0
    if (node.regex) found.push({ path, line, source: node.regex.pattern, flags: node.regex.flags })
    if (node.callee?.name === 'RegExp') calls.push(`${path}:${line}`)
  })
  return calls
}

type Seen = Node & {
  readonly regex?: { readonly pattern: string; readonly flags: string }
  readonly callee?: { readonly name?: string }
}

function walk(value: unknown, see: (node: Seen) => void): void {
  if (typeof value !== 'object' || value === null) return
  if ('type' in value && 'loc' in value) see(value as Seen)
  for (const inner of Object.values(value)) walk(inner, see)
}

/** Tells of every `new RegExp(…)` of `src` from now on, with the line it stands in. */
function watchRegExp(tell: (pattern: Pattern) => void): () => void {
  const real = globalThis.RegExp
  const make = (parts: ConstructorParameters<typeof RegExp>) => {
    const made = new real(...parts)
    const at = new Error().stack?.split('\n').find((line) => line.includes(`${root}src/`)) ?? ''
    const [, path = '', line = ''] = /(src\/[^:]+\.ts):(\d+):\d+/.exec(at) ?? []
    tell({ path, line: Number(line), source: made.source, flags: made.flags })
    return made
  }
  globalThis.RegExp = new Proxy(real, {
    construct: (_, parts) => make(parts as ConstructorParameters<typeof RegExp>),
    apply: (_, __, parts) => make(parts as ConstructorParameters<typeof RegExp>),
  })
  return () => {
    globalThis.RegExp = real
  }
}
