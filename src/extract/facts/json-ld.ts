/** JSON-LD scripts of a page as things, as lenient as search engines are with them. */
import { attribute, findNamed, type Parent } from '../../html/tree.ts'
import { hasFewValues } from '../../model/json-size.ts'
import { addValue, type Thing, type ThingValue, type ThingValues, toLocalName } from './thing.ts'

const MOST_SCRIPTS = 40
const LONGEST = 2_000_000
const DEEPEST = 12
const MOST_THINGS = 2_000
/** Of a script, before it is parsed. */
const MOST_VALUES = 200_000

/** Everything that the page's scripts describe, in their order; `@graph` and references by `@id` followed. */
export function readJsonLd(document: Parent): Thing[] {
  const scripts = findNamed(document, 'script').filter((script) =>
    /^application\/ld\+json\b/i.test(attribute(script, 'type') ?? ''),
  )
  const roots = scripts.slice(0, MOST_SCRIPTS).flatMap((script) => {
    const [text] = script.childNodes
    return text && 'value' in text ? parseScript(text.value) : []
  })
  const reading: Reading = { nodes: indexNodes(roots), left: MOST_THINGS }
  return roots.flatMap((root) => readNode(root, reading, 0))
}

type Json = { readonly [name: string]: unknown }
type Reading = { readonly nodes: ReadonlyMap<string, Json>; left: number }

/** More of the end holds no marks. */
const END = 200

function withoutEnd(raw: string): string {
  const end = raw.slice(-END).replace(/(?:\/\/|\/\*)?(?:(?<!\s)\s+)?(?:\]\]>|-->)\s*(?:(?:\*\/|;)[\s;]*)?$/, '')
  return raw.slice(0, -END) + end
}

function parseScript(raw: string): unknown[] {
  if (raw.length > LONGEST) return []
  // Wrapped in comment or CDATA marks, line breaks inside strings, a comma before a bracket: all common.
  const text = withoutEnd(raw)
    .replace(/^\s*(?:(?:\/\/|\/\*)\s*)?(?:<!\[CDATA\[|<!--)\s*(?:\*\/)?/, '')
    .replace(/[\u0000-\u001f]+/g, ' ')
  const value =
    parseJson(text) ??
    parseJson(
      text
        .trim()
        .replace(/;$/, '')
        .replace(/,\s*(?=[\]}])/g, ''),
    )
  return value === undefined ? [] : Array.isArray(value) ? value : [value]
}

function parseJson(text: string): unknown {
  if (!hasFewValues(text, MOST_VALUES)) return undefined
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function fieldOf(node: Json, name: string): unknown {
  return Object.hasOwn(node, name) ? node[name] : undefined
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]
}

/** Nodes of the top and of `@graph` by their `@id`: the only places where what references lead to stands. */
function indexNodes(roots: readonly unknown[]): Map<string, Json> {
  const nodes = new Map<string, Json>()
  for (const root of roots) {
    if (!isJson(root)) continue
    for (const node of [root, ...listOf(fieldOf(root, '@graph'))]) {
      const id = isJson(node) ? fieldOf(node, '@id') : undefined
      if (isJson(node) && typeof id === 'string' && Object.keys(node).length > 1) nodes.set(id, node)
    }
  }
  return nodes
}

/** A node and the things of its graph. */
function readNode(node: unknown, reading: Reading, depth: number): Thing[] {
  if (!isJson(node)) return []
  const graph = listOf(fieldOf(node, '@graph')).flatMap((inner) =>
    depth < 3 ? readNode(inner, reading, depth + 1) : [],
  )
  const thing = readThing(node, reading, depth)
  return thing.types.length > 0 || graph.length === 0 ? [thing, ...graph] : graph
}

function readThing(node: Json, reading: Reading, depth: number): Thing {
  const id = fieldOf(node, '@id')
  const referred = typeof id === 'string' && Object.keys(node).length === 1 ? reading.nodes.get(id) : undefined
  const types = listOf(fieldOf(referred ?? node, '@type')).filter((type) => typeof type === 'string')
  const values: ThingValues = new Map()
  reading.left--
  for (const [name, value] of Object.entries(referred ?? node)) {
    if (name === '@graph' || name === '@type' || name === '@context') continue
    for (const one of listOf(value)) addRead(values, toLocalName(name), one, reading, depth)
  }
  return { types: types.map(toLocalName), values, ...(typeof id === 'string' ? { id } : {}) }
}

function addRead(values: ThingValues, name: string, value: unknown, reading: Reading, depth: number): void {
  const read = readValue(value, reading, depth)
  if (read !== undefined) addValue(values, name, read)
}

function readValue(value: unknown, reading: Reading, depth: number): ThingValue | undefined {
  if (typeof value === 'string') return value.trim()
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (!isJson(value) || depth >= DEEPEST || reading.left <= 0) return undefined
  return readThing(value, reading, depth + 1)
}
