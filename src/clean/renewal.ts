/**
 * Stored items under today's rules (docs/architecture.md, decision 18): what is stored was read and cleaned by the
 * rules of its time, and what arrives by today's, so that they differ although the source sends what it sent before.
 */

import { decodeHTML } from 'entities'
import type { Channel, Item, Received, Renewed, StoredAndArriving } from '../model/model.ts'
import type { Steps } from '../steps.ts'
import { type CleanContext, cleanItem, toItemFacts } from './clean.ts'
import {
  type BesideFacts,
  type ItemFacts,
  toRules,
  toStageOf,
  withoutRules,
  withoutStage,
  withStage,
} from './identity/fingerprint.ts'
import { toPrint } from './identity/identity.ts'
import type { Noise } from './identity/noise.ts'

/** Of fewer items a source may have edited most. */
const FEW = 4

/** Today's rules for what is stored. @param channel stands for one that the publication does not have any more */
export function createRules(channels: readonly Channel[], channel: Channel) {
  const toContext = (id: string, source: string | undefined): CleanContext => ({
    channel: channels.find((one) => one.id === id) ?? channel,
    ...(source === undefined ? {} : { source }),
  })
  return {
    clean: (received: Received, id: string, source: string | undefined) => cleanItem(received, toContext(id, source)),
    renewInSteps: (pairs: readonly StoredAndArriving[]) =>
      renew(pairs.map((pair) => ({ ...pair, context: toContext(pair.channel, pair.source) }))),
  }
}

type KnownPair = StoredAndArriving & { readonly context: CleanContext }

/** Renews the items of one document; answers in their order. Each is cleaned several times, which takes milliseconds. */
function* renew(pairs: readonly KnownPair[]): Steps<Renewed[]> {
  const same: boolean[] = []
  for (const pair of pairs) {
    same.push(isSame(pair))
    yield
  }
  const known = pairs.filter(({ isKnown }) => isKnown)
  const differing = pairs.filter(({ isKnown }, index) => isKnown && !same[index])
  // No source edits most of its stories between two polls: it is all read otherwise.
  const isReadOtherwise = known.length >= FEW && differing.length > known.length / 2
  const renewed: Renewed[] = []
  for (const [index, pair] of pairs.entries()) {
    const isKept = same[index] || (isReadOtherwise && pair.isKnown)
    renewed.push(isKept ? { item: toKept(pair), same: true } : { item: toEdited(pair), same: false })
    yield
  }
  return renewed
}

function isSame({ stored, arriving, isKnown, context }: KnownPair): boolean {
  const [told, after] = toComparable(stored, arriving.received)
  const before = withAddresses(told, after)
  const hash = after === arriving.received ? arriving.fingerprint : cleanItem(after, context).fingerprint
  const isSaidAlike = withoutRules(cleanItem(before, context).fingerprint) === withoutRules(hash)
  return isSaidAlike || (isKnown && isExplained(toItemFacts(before, context), toItemFacts(after, context)))
}

/** The stored one, cleaned again. It counts as one of today's, so that it is not looked into once more. */
function toEdited({ stored, arriving, context }: KnownPair): Item {
  const item = cleanItem(stored, context)
  return { ...item, fingerprint: toRules(arriving.fingerprint) + withoutRules(item.fingerprint) }
}

/** Both without what their pages said of them, where only one of them has it. */
function toComparable(stored: Received, arriving: Received): [Received, Received] {
  const after = withoutStage(arriving)
  const before = withNoise(withoutStage(stored), after.context.noise)
  if (toStageOf(stored) !== 'whole' || toStageOf(arriving) === 'whole') return [before, after]
  return [withoutText(before), withGaps(toSummary(after), before)]
}

/**
 * What is stored with what else is read of the document, and was read otherwise: what addresses are relative to, and
 * which of several that lead to the story is its own.
 */
function withAddresses({ item, context: { base, ofItem, ...context } }: Received, after: Received): Received {
  const { base: now, ofItem: isNow } = after.context
  const { url } = after.item
  const isOneOfThem = url !== undefined && item.alsoAt?.includes(url) === true
  return {
    item: isOneOfThem ? { ...item, url } : item,
    context: { ...context, ...(now ? { base: now } : {}), ...(isNow ? { ofItem: isNow } : {}) },
  }
}

/** What a source has shown to be noise since is none in what it sent before either. */
export function withNoise({ item, context }: Received, noise: Noise | undefined): Received {
  const { noise: old, ...rest } = context
  return { item, context: noise === undefined || noise.length === 0 ? rest : { ...rest, noise } }
}

function withoutText({ item: { content, ...item }, context }: Received): Received {
  return { item, context }
}

/** Of an item with its page's text, the feed's own is its summary. */
function toSummary({ item: { content, ...item }, context }: Received): Received {
  const summary = [item.summary, content].find((text) => text !== undefined && text.value.trim() !== '')
  return { item: summary === undefined ? item : { ...item, summary }, context }
}

/** What the feed does not say was taken from the page. */
function withGaps({ item, context }: Received, { item: whole }: Received): Received {
  const title = item.title?.value.trim() ? item.title : whole.title
  const authors = item.authors.length > 0 ? item.authors : whole.authors
  const summary = item.summary ?? whole.summary
  const pictures = item.pictures.length > 0 ? item.pictures : whole.pictures
  const language = item.language ?? whole.language
  const found = { ...(title ? { title } : {}), ...(summary ? { summary } : {}), ...(language ? { language } : {}) }
  return { item: { ...item, ...found, authors, pictures }, context }
}

/** What arrives, with the page's text that the stored one has; what an older version read takes nothing's place. */
function toKept({ stored, arriving, context }: KnownPair): Item {
  const { identities, fingerprint, received } = arriving
  if ((received.context.rules ?? 0) < (stored.context.rules ?? 0)) return { ...cleanItem(stored, context), fingerprint }
  const stage = toStageOf(received) === 'listed' ? toStageOf(stored) : 'listed'
  if (stage === 'listed') return arriving
  const whole =
    stage === 'whole' ? withDates({ ...stored, context: { ...stored.context, identities } }, received) : received
  return cleanItem(withStage(whole, stage, fingerprint), context)
}

/** The feed's dates are the better ones, and may be read otherwise than they were. */
function withDates(whole: Received, { item: { published, modified } }: Received): Received {
  const dates = { ...(published === undefined ? {} : { published }), ...(modified === undefined ? {} : { modified }) }
  return { ...whole, item: { ...whole.item, ...dates } }
}

// Whether other rules explain that an item says something else than before. There are no bytes of before to read again
// under today's rules: what both readings have in common is compared, and where nobody can tell, nothing was edited.

/**
 * Whether nobody edited the item: it has the same words, however they are divided into headline and text, and what is
 * otherwise told apart was not read before, or is not read any more.
 */
function isExplained(before: ItemFacts, after: ItemFacts): boolean {
  return (
    hasSameWords(before, after) &&
    hasSameNames(before, after) &&
    hasSameAddresses(before, after) &&
    hasSameBeside(before.beside, after.beside)
  )
}

/** What was not read before is no edit: a headline, or a text, that had none. */
function hasSameWords(before: ItemFacts, after: ItemFacts): boolean {
  const [old, fresh] = [toPrints(before), toPrints(after)]
  if (old.title + old.text === fresh.title + fresh.text) return true
  if (isSameOrNew(old.title, fresh.title) && isSameOrNew(old.text, fresh.text)) return true
  return isReadInOtherCoding(before, after)
}

function toPrints({ title, facts }: ItemFacts): { readonly title: string; readonly text: string } {
  return { title: toPrint(withoutMarkup(title)), text: toPrint(withoutMarkup(facts.text)) }
}

/** References and tags that were left standing are read right by others. */
function withoutMarkup(text: string): string {
  return decodeHTML(text.replace(/<\/?[a-z][^<>]*>/gi, ''))
}

function isSameOrNew(before: string, after: string): boolean {
  return before === '' || before === after
}

/** Fewer words an editor may have put in the place of all there were. */
const FEW_WORDS = 5

/** All words with letters beyond ASCII are others now, and the rest is as it was: the bytes were decoded otherwise. */
function isReadInOtherCoding(before: ItemFacts, after: ItemFacts): boolean {
  const [old, fresh] = [toWords(before), toWords(after)]
  const foreign = new Set(fresh.foreign)
  return (
    old.foreign.length >= FEW_WORDS &&
    foreign.size > 0 &&
    old.ascii.join(' ') === fresh.ascii.join(' ') &&
    old.foreign.every((word) => !foreign.has(word))
  )
}

function toWords({ title, text }: ItemFacts): {
  readonly ascii: readonly string[]
  readonly foreign: readonly string[]
} {
  const words = `${title} ${text}`
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => /[^\p{P}\p{S}]/u.test(word))
  const isAscii = (word: string) => /^[\x21-\x7e]+$/.test(word)
  return { ascii: words.filter(isAscii), foreign: words.filter((word) => !isAscii(word)) }
}

/**
 * A name that lost what is no name, its address or “mailto:”, or that is taken for none any more; or of several authors
 * only the first was read.
 */
function hasSameNames(before: ItemFacts, after: ItemFacts): boolean {
  const [old, fresh] = [before.authors, after.authors].map((names) => names.map(toPrint).filter((name) => name !== ''))
  if (old === undefined || fresh === undefined || old.length === 0) return true
  const isLess = fresh.every((name) => old.some((one) => one.includes(name)))
  return isLess || old.every((name) => fresh.includes(name))
}

/** Links and pictures by what their addresses end with: those before it may have been resolved otherwise. */
function hasSameAddresses(before: ItemFacts, after: ItemFacts): boolean {
  return (
    isGainOrLoss(before.facts.links.map(toPath), after.facts.links.map(toPath)) &&
    isGainOrLoss(before.facts.pictures.map(toFileName), after.facts.pictures.map(toFileName)) &&
    (before.address === undefined || after.address === undefined || toPath(before.address) === toPath(after.address))
  )
}

/** All of them are new, or nothing but missing. */
function isGainOrLoss(before: readonly string[], after: readonly string[]): boolean {
  const old = new Set(before)
  return old.size === 0 || after.every((one) => old.has(one))
}

/** Of a list of which older rules read a part: more of the same are new, or fewer of them are left. */
function isMoreOrLess(before: readonly string[], after: readonly string[]): boolean {
  return isGainOrLoss(before, after) || isGainOrLoss(after, before)
}

/** As it was, or it was not read before, or is not any more. */
function hasSameBeside(before: BesideFacts, after: BesideFacts): boolean {
  return (
    isSameOrNew(toPrint(withoutMarkup(before.summary)), toPrint(withoutMarkup(after.summary))) &&
    isGainOrLoss(before.lines.map(toPrint), after.lines.map(toPrint)) &&
    isMoreOrLess(before.words.map(toPrint), after.words.map(toPrint)) &&
    isMoreOrLess(before.pictures.map(toFileName), after.pictures.map(toFileName)) &&
    isMoreOrLess(before.tags.map(toPrint), after.tags.map(toPrint)) &&
    isMoreOrLess(before.files.map(toFileName), after.files.map(toFileName)) &&
    isSameOrNew(toPath(before.about), toPath(after.about)) &&
    isSameOrNew(before.language, after.language)
  )
}

function toPath(url: string): string {
  return url.replace(/^[a-z][a-z+.-]*:\/\/[^/?#]*/i, '')
}

function toFileName(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1)
}
