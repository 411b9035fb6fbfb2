/**
 * Whether a story says something else than before. Promises: other markup, order of links, tracking or picture sizes are
 * no change; another word, link or picture is; and a fingerprint names the version of the rules that made it
 * (docs/architecture.md, decision 18).
 */
import { type Element, isElement, isSilent, type Node, type Parent, rawAttribute, textOf } from '../../html/tree.ts'
import { toTextHash } from '../../model/hash.ts'
import type { Received } from '../../model/model.ts'
import { type Anchors, findAnchors, type LinkContext } from '../markup/anchors.ts'
import { isPixel, toPictureSource } from '../markup/picture-source.ts'
import { type Noise, withoutNoise } from './noise.ts'
import { toPicturePath } from './picture.ts'
import { toCanonicalAddress } from './url.ts'

/** What a story says, whatever its markup: its text, where it links, what it shows. */
export type FingerprintFacts = {
  readonly text: string
  readonly links: readonly string[]
  readonly pictures: readonly string[]
}

/**
 * What readers see of a story beside its headline and text, and what a correction may be about alone. Not the dates,
 * which sources move without an edit, nor figures such as the number of comments.
 */
export type BesideFacts = {
  /** Somebody's own words; empty where it is drawn from the text, for it follows that. */
  readonly summary: string
  /** Dateline, agency, source, rights, places and contributors, each with what it is before it. */
  readonly lines: readonly string[]
  /** What is said of the pictures, each time in whichever place: captions, credits, alternative texts. */
  readonly words: readonly string[]
  readonly tags: readonly string[]
  /** The main picture and further ones, where the text does not show them. */
  readonly pictures: readonly string[]
  /** What else is attached. */
  readonly files: readonly string[]
  /** Where a story leads that is about another page. */
  readonly about: string
  /** In which readers are shown it: as its words tell, or whoever says it, the item or its document. */
  readonly language: string
}

/** Where a text stands, and what of it is no part of what it says. */
type TextPlace = {
  readonly around: LinkContext
  readonly hosts: readonly string[]
  readonly noise: Noise
  readonly passing: ReadonlySet<Node>
}

/**
 * The facts of a tree as received, scripts and styles left out; addresses without tracking and picture sizes.
 * @param place passing: nodes of lines that are no edit (`toPassing`)
 */
export function toFacts(root: Parent, place: TextPlace): FingerprintFacts {
  const found: Found = { text: [], links: new Set(), pictures: new Set() }
  collect(root, { ...place, anchors: findAnchors(root, place.around) }, found)
  const pictures = place.noise.includes('pictures') ? [] : [...found.pictures].sort()
  return { text: toPlainCharacters(found.text.join('')), links: [...found.links].sort(), pictures }
}

/** What an item says, as its fingerprint covers it. */
export type ItemFacts = {
  readonly title: string
  readonly authors: readonly string[]
  readonly facts: FingerprintFacts
  /** Its own address, canonical: readers are sent there, so a move is a change. */
  readonly address: string | undefined
  readonly beside: BesideFacts
  /** What readers see of the text; no part of the fingerprint. */
  readonly text: string
}

/**
 * The fingerprint of what an item says: a difference is a revision, if the same rules made both (`RULES`). Markup,
 * order of links, tracking and dates don't count.
 */
export function toFingerprint({ title, authors, facts, address = '', beside }: ItemFacts): string {
  const { summary, about, language } = beside
  const said = [toPlainCharacters(title), facts.text, toSet(authors), facts.links, facts.pictures, address]
  const others = [
    toPlainCharacters(summary),
    toSet(beside.lines),
    toSet(beside.words),
    toSet(beside.tags),
    toSet(beside.pictures),
    toSet(beside.files),
    about,
    language,
  ]
  return toTextHash(JSON.stringify([...said, ...others]))
}

function toSet(names: readonly string[]): string[] {
  return [...new Set(names.map(toPlainCharacters))].sort()
}

type Found = { readonly text: string[]; readonly links: Set<string>; readonly pictures: Set<string> }
type AnchoredPlace = TextPlace & { readonly anchors: Anchors }

function collect(parent: Parent, place: AnchoredPlace, found: Found): void {
  for (const node of parent.childNodes) {
    if (place.passing.has(node)) continue
    if (!isElement(node)) {
      found.text.push(textOf(node))
      continue
    }
    addAddresses(node, place, found)
    if (isSilent(node)) addAllAddresses(node, place, found)
    else collect(node, place, found)
  }
}

/** Of what is read by nobody, links and pictures count all the same: a picture that a script loads is shown so. */
function addAllAddresses(parent: Parent, place: AnchoredPlace, found: Found): void {
  for (const node of parent.childNodes) {
    if (!isElement(node)) continue
    addAddresses(node, place, found)
    addAllAddresses(node, place, found)
  }
}

function addAddresses(node: Element, place: AnchoredPlace, { links, pictures }: Found): void {
  const { anchors, hosts, noise } = place
  const { base } = place.around
  const href = node.tagName === 'a' ? rawAttribute(node, 'href') : undefined
  // What leads to a place in the story is part of its text.
  const outer = href && anchors.toInner(href, base) === undefined ? anchors.toOuter(href, base) : undefined
  const link = outer ? toCanonicalAddress(outer, hosts) : undefined
  if (link && !HIDDEN_MAIL.test(link)) links.add(withoutNoise(link, noise.filter(isParameter)))
  const picture = node.tagName === 'img' ? toPictureSource(node, base) : undefined
  if (picture && !picture.startsWith('data:') && !isPixel(node, picture)) pictures.add(toPicturePath(picture))
}

/** Paths and hosts of other pages mean something. */
function isParameter(name: string): boolean {
  return name.startsWith('?')
}

/** Cloudflare writes an address otherwise each time. */
const HIDDEN_MAIL = /^https:\/\/[^/]+\/cdn-cgi\/l\/email-protection/

/**
 * Without blanks, and with typewriters' characters for printers': WordPress stores the ones, which is what its exports hold,
 * and shows the others (wptexturize). A letter and its mark are one in either form of Unicode.
 */
function toPlainCharacters(text: string): string {
  const dense = text.replace(/[\s\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]+/g, '')
  if (!/[^\x20-\x7e]|--/.test(dense)) return dense
  return dense
    .normalize('NFC')
    .replace(/[“”„‟«»″]/g, '"')
    .replace(/[‘’‚‛′]/g, "'")
    .replace(/[‐‑‒–—―]|--+/g, '-')
    .replace(/…/g, '...')
    .replace(/(?<=\d)×(?=\d)/g, 'x')
}

/**
 * The version of the rules by which items are read and cleaned. RAISE IT BY ONE with any change of src/read or
 * src/clean after which some document may yield other items: other facts, other names, or the same ones cleaned better.
 * A service that comes up with raised rules compares what its sources send with what it has under the new rules, and
 * neither revises nor pushes what only the rules changed (docs/architecture.md, decision 18). Forgotten, the change
 * looks as if every source had edited its stories; test/clean/rules.test.ts tells of it. Raised in vain, it costs one
 * more comparison an item.
 */
export const RULES = 6

/** The fingerprint with its rules before it: those that the item was read by, those that it was cleaned by, and what its source showed to be noise. */
export function withRules(hash: string, read: number | undefined, noise: Noise = []): string {
  const learned = noise.length === 0 ? '' : `.${toTextHash(noise.join('\n')).slice(0, 8)}`
  return `${read ?? 0}.${RULES}${learned}:${hash}`
}

/** A fingerprint without its rules: what two items that were cleaned by the same ones have in common. */
export function withoutRules(fingerprint: string): string {
  return fingerprint.slice(fingerprint.indexOf(':') + 1)
}

/** Whether an item with this fingerprint was cleaned by today's rules. */
export function isCleanedToday(fingerprint: string): boolean {
  return /^\d+\.(\d+)[.:]/.exec(fingerprint)?.[1] === String(RULES)
}

/** The rules before a fingerprint, with the colon that ends them; nothing where it is older than they are. */
export function toRules(fingerprint: string): string {
  return fingerprint.slice(0, fingerprint.indexOf(':') + 1)
}

// How far an item has come that is only a summary in its feed: its text is taken from its page.

/** With its page's text, or asked for in vain, or never asked for; or with another text of its page than it had. */
export type Stage = 'whole' | 'missing' | 'listed' | 'mended'

const STAGES: Readonly<Record<Stage, string>> = {
  listed: '',
  whole: 'with page',
  missing: 'without page',
  mended: 'with another page',
}

/** An item's own fingerprint says nothing of its page: that it got one, or did not, is another, of the same rules. */
export function toStaged(listed: string, stage: Stage): string {
  if (stage === 'listed') return listed
  const hash = toTextHash(`${STAGES[stage]}\n${withoutRules(listed)}`)
  return `${toRules(listed)}${hash}`
}

/** What an item as received says of it. */
export function toStageOf({ context }: Received): Stage {
  if (context.fingerprint === undefined) return 'listed'
  return context.identities === undefined ? 'missing' : 'whole'
}

/** Its names and fingerprint are the listed item's, by which the next poll knows it again. */
export function withStage(received: Received, stage: Stage, fingerprint: string): Received {
  return { ...received, context: { ...received.context, fingerprint: toStaged(fingerprint, stage) } }
}

/** The item for itself, whatever became of its page. */
export function withoutStage(received: Received): Received {
  if (toStageOf(received) === 'listed') return received
  const { identities, fingerprint, ...context } = received.context
  return { item: received.item, context }
}
