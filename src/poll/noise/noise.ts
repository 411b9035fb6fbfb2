/**
 * Learns what of a source's items differs at each poll and is no edit (src/clean/identity/noise.ts): what arrives is
 * compared with what is stored. Promises: a document that holds what it held costs nothing, and one of which a few
 * items differ no more than reading these.
 */
import { type CleanContext, cleanItem, toItemFacts } from '../../clean/clean.ts'
import { toItemBase } from '../../clean/identity/base.ts'
import { toRules, withoutRules } from '../../clean/identity/fingerprint.ts'
import {
  FEW,
  findAddressNoise,
  type MovedAddress,
  type Noise,
  TEXT_NOISE,
  WITNESSES,
  withLearned,
  withoutNoise,
} from '../../clean/identity/noise.ts'
import { toCanonicalAddress } from '../../clean/identity/url.ts'
import { withNoise } from '../../clean/renewal.ts'
import type { Item, Received } from '../../model/model.ts'
import type { Db } from '../../store/db.ts'
import { loadVersions } from '../../store/saving/learning.ts'
import { findKnown } from '../../store/saving/lookups.ts'
import { type KnownByHash, type Pair, pairAlike, pairKnown, toPair } from './pairs.ts'

/** What differs in most of a document differs in most of these. */
const SAMPLE = 20

/** What is noise by this document too. @param items all of it, as cleaned with `noise` @throws StoreError */
export async function learnNoise(
  db: Db,
  items: readonly Item[],
  known: KnownByHash,
  context: CleanContext & { readonly source: string },
  noise: Noise,
  pause: () => Promise<void>,
): Promise<Noise> {
  const seen = items.filter((item) => findKnown(item, known)?.sources.includes(context.source))
  const differing = seen.filter((item) => isOtherwise(item, known))
  // A few items differ where somebody edited them.
  if (seen.length > 0 && differing.length <= seen.length / 2) return noise
  const pairs =
    seen.length > 0
      ? await pairKnown(db, differing.slice(0, SAMPLE), known)
      : await pairAlike(db, items, context.source, SAMPLE)
  const count = Math.max(seen.length, pairs.length)
  const moved = toMoved(pairs, context, noise)
  const isMoving = moved.length > pairs.length / 2
  const learned = isMoving ? withLearned(noise, findAddressNoise(moved, count, toAll(items, context))) : noise
  if (count >= FEW) return withLearned(learned, await learnText(pairs, context, learned, pause))
  const isAll = differing.length === seen.length && pairs.length > 0
  return isAll && (await areRotated(db, differing, pairs, known, context, learned))
    ? withLearned(learned, PICTURES)
    : learned
}

const PICTURES: Noise = ['pictures']
/** Versions of a story that are looked at, and how many that differ in pictures alone are no editor's. */
const VERSIONS = 4
const TIMES = 3

/** Whether the few items of a document change nothing but pictures: several at once, or one again and again. */
async function areRotated(
  db: Db,
  [item]: readonly Item[],
  pairs: readonly Pair[],
  known: KnownByHash,
  context: CleanContext,
  noise: Noise,
): Promise<boolean> {
  const without = withLearned(noise, PICTURES)
  const isRotated = (pair: Pair) =>
    hasPictures(pair.before, context) && !isSame(pair, context, noise) && isSame(pair, context, without)
  if (!pairs.every(isRotated)) return false
  if (pairs.length >= WITNESSES) return true
  const row = item === undefined ? undefined : findKnown(item, known)?.row
  if (item === undefined || row === undefined) return false
  const earlier = (await loadVersions(db, row, VERSIONS)).map((before) => toPair(before, item.received))
  const isBack = earlier.slice(1).some((pair) => isSame(pair, context, noise))
  return earlier.every((pair) => isSame(pair, context, without)) && (isBack || earlier.length >= TIMES)
}

/** It says something else than what is stored, or has a name more; what other rules made is for renewing. */
function isOtherwise(item: Item, known: KnownByHash): boolean {
  const before = findKnown(item, known)?.fingerprint ?? ''
  const isNamed = item.identities.every(({ kind, hash }) => kind === 'text' || known.has(hash))
  return toRules(before) === toRules(item.fingerprint) && (before !== item.fingerprint || !isNamed)
}

/** Those that say what they said, at another address. */
function toMoved(pairs: readonly Pair[], context: CleanContext, noise: Noise): MovedAddress[] {
  return pairs.flatMap(({ before, after }) => {
    const [old, fresh] = [toAddress(before, context, noise), toAddress(after, context, noise)]
    if (old === undefined || fresh === undefined || old === fresh) return []
    const [one, other] = [toItemFacts(before, context), toItemFacts(after, context)]
    return one.title === other.title && one.facts.text === other.facts.text ? [{ before: old, after: fresh }] : []
  })
}

function toAddress({ item, context }: Received, { channel }: CleanContext, noise: Noise): string | undefined {
  const address =
    item.url === undefined ? undefined : toCanonicalAddress(item.url, channel.hosts, toItemBase(item, context.base))
  return address === undefined ? undefined : withoutNoise(address, noise)
}

function toAll(items: readonly Item[], context: CleanContext): string[] {
  return items.flatMap(({ received }) => toAddress(received, context, []) ?? [])
}

/** Kinds of noise by which most of a document says what it said. */
async function learnText(
  pairs: readonly Pair[],
  context: CleanContext,
  noise: Noise,
  pause: () => Promise<void>,
): Promise<Noise> {
  const isMost = async (more: Noise) => {
    let same = 0
    for (const pair of pairs) {
      if (isSame(pair, context, withLearned(noise, more))) same++
      await pause()
    }
    return same > pairs.length / 2
  }
  if (await isMost([])) return []
  const found = (await findAsync(TEXT_NOISE, isMost)) ?? []
  // Where there were none before, none were drawn by lot.
  const isGain = found.includes('pictures') && !pairs.some(({ before }) => hasPictures(before, context))
  return isGain ? [] : found
}

async function findAsync<T>(all: readonly T[], isIt: (one: T) => Promise<boolean>): Promise<T | undefined> {
  for (const one of all) if (await isIt(one)) return one
  return undefined
}

function hasPictures(received: Received, context: CleanContext): boolean {
  const { facts, beside } = toItemFacts(received, context)
  return facts.pictures.length + beside.pictures.length > 0
}

function isSame({ before, after }: Pair, context: CleanContext, noise: Noise): boolean {
  const [old, fresh] = [before, after].map((one) => withoutRules(cleanItem(withNoise(one, noise), context).fingerprint))
  return old === fresh
}
