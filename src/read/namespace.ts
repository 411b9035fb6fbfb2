/** Which prefix stands for which namespace where: bindings that come and go with their elements. */
import { toCanonicalName, toPrefix } from './names.ts'
import type { Name, Vocabulary } from './vocabulary.ts'

export type Binding = readonly [prefix: string, before: string | undefined]

export type Namespaces = {
  readonly vocabulary: Vocabulary
  /** Declared prefix → canonical prefix. */
  readonly bindings: Map<string, string>
  /** Spelling → name, under the bindings in force. */
  readonly spellings: Map<string, Name>
  /** Full name → name, for good. */
  readonly names: Map<string, Name>
}

const MOST_SPELLINGS = 10_000

export function newNamespaces(vocabulary: Vocabulary): Namespaces {
  return { vocabulary, bindings: new Map(), spellings: new Map(), names: new Map() }
}

export function resolveName(namespaces: Namespaces, spelling: string): Name {
  return namespaces.spellings.get(spelling) ?? addSpelling(namespaces, spelling)
}

function addSpelling(namespaces: Namespaces, spelling: string): Name {
  const { bindings, spellings, names, vocabulary } = namespaces
  const lower = spelling.toLowerCase()
  const colon = lower.indexOf(':')
  const prefix = colon < 0 ? '' : lower.slice(0, colon)
  const full = toCanonicalName(prefix, lower.slice(colon + 1), bindings.get(prefix))
  let name = names.get(full)
  if (!name) {
    const kind = vocabulary.get(full)
    name = { full, kind: kind ?? 'group', prefixed: full.includes(':'), known: kind !== undefined }
    if (names.size < MOST_SPELLINGS) names.set(full, name)
  }
  if (spellings.size < MOST_SPELLINGS) spellings.set(spelling, name)
  return name
}

const ROOTS = /^(?:rss|feed|rdf|channel|urlset|sitemapindex|opml)$/i

/** Takes over the xmlns attributes of an element; answers what has to be put back when it ends. */
export function bindPrefixes(
  namespaces: Namespaces,
  tag: string,
  attributes: ReadonlyMap<string, string>,
): readonly Binding[] {
  let undo: Binding[] | undefined
  for (const [attribute, address] of attributes) {
    if (!attribute.startsWith('xmlns')) continue
    const prefix = attribute === 'xmlns' ? '' : attribute.slice(6)
    if (attribute.length > 5 && (attribute[5] !== ':' || !prefix)) continue
    // A feed's root is the feed's, whatever default namespace somebody gave it.
    const canonical = prefix === '' && ROOTS.test(tag) ? '' : toPrefix(address)
    undo ??= []
    bind(namespaces, prefix, canonical, undo)
  }
  return undo ?? []
}

function bind({ bindings, spellings }: Namespaces, prefix: string, canonical: string | undefined, undo: Binding[]) {
  const before = bindings.get(prefix)
  const usual = toCanonicalName(prefix, 'x', undefined) === toCanonicalName(prefix, 'x', canonical)
  if (canonical === before || (before === undefined && usual)) return
  undo.push([prefix, before])
  if (canonical === undefined) bindings.delete(prefix)
  else bindings.set(prefix, canonical)
  spellings.clear()
}

export function unbindPrefixes({ bindings, spellings }: Namespaces, undo: readonly Binding[]): void {
  for (const [prefix, before] of undo.toReversed()) {
    if (before === undefined) bindings.delete(prefix)
    else bindings.set(prefix, before)
  }
  spellings.clear()
}

/** Attributes of other namespaces under their usual prefix: `r:about` is `rdf:about`. */
export function toAttributes(
  { bindings }: Namespaces,
  attributes: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  let renamed: Map<string, string> | undefined
  for (const [name, value] of attributes) {
    const colon = name.indexOf(':')
    const canonical = colon > 0 ? bindings.get(name.slice(0, colon)) : undefined
    if (!canonical || name.startsWith(`${canonical}:`)) continue
    renamed ??= new Map(attributes)
    renamed.set(`${canonical}${name.slice(colon)}`, value)
  }
  return renamed ?? attributes
}
