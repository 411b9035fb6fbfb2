/**
 * Documents of topics, as subscribers are sent them. Promises: what a feed answers now; never what was corrected or
 * erased since.
 */

import { toBodyHash } from '../model/hash.ts'
import { readLinks, toLinkTargets } from '../net/headers.ts'
import { loadLastChange } from '../store/feeds/changes.ts'
import { createBatchLoader } from './errands.ts'
import type { Pusher, Topic } from './pusher.ts'

/** A topic's document with the hash of its bytes, by which two are told apart. */
export type TopicDocument = Topic & { readonly hash: string }

/** Loads each topic once for as long as nothing changes. */
export type TopicDocuments = {
  /** Looks whether anything changed; before `load`, which relies on it. */
  readonly look: () => Promise<void>
  readonly load: (topic: string) => Promise<TopicDocument | undefined>
}

/** Topics that are kept at once: documents of up to some 500 kB each. */
const MOST = 16

/** The documents for one round of deliveries. What was corrected or erased since is never sent from memory. */
export function openTopicDocuments(pusher: Pusher): TopicDocuments {
  const loaded = new Map<string, Promise<TopicDocument | undefined>>()
  const state = { seq: 0 }
  const loadSeq = createBatchLoader(
    pusher.pause,
    async () => new Map([['', (await loadLastChange(pusher.db))?.seq ?? 0]]),
  )
  const look = async () => {
    const seq = (await loadSeq('')) ?? 0
    if (seq !== state.seq || loaded.size >= MOST) loaded.clear()
    state.seq = seq
  }
  const load = async (topic: string) => {
    const document = loaded.get(topic) ?? loadTopicDocument(pusher, topic)
    loaded.set(topic, document)
    return document
  }
  return { look, load }
}

/** What stands at a topic's address now; undefined where nothing does. */
export async function loadTopicDocument(pusher: Pusher, topic: string): Promise<TopicDocument | undefined> {
  const found = await pusher.loadTopic(topic)
  return found && { ...found, hash: await toBodyHash(found.bytes) }
}

/**
 * The document, if a topic may be subscribed to: it has to be the very address that one of our feeds calls its own
 * (`rel=self`). Else why not, in a sentence.
 */
export async function judgeTopic(pusher: Pusher, topic: string): Promise<TopicDocument | { readonly reason: string }> {
  if (!isOurs(pusher, topic)) return { reason: `This hub serves the feeds of ${pusher.base} alone.` }
  const document = await loadTopicDocument(pusher, topic)
  if (document === undefined) return { reason: 'There is no feed at this address.' }
  const [self] = toLinkTargets(readLinks(document.link), 'self', topic)
  if (self === undefined) return { reason: 'This address is no feed.' }
  return self === topic ? document : { reason: `This feed's own address is ${self}; subscribe to that.` }
}

/** Whether an address is on this service. */
function isOurs({ base }: Pick<Pusher, 'base'>, url: string): boolean {
  return URL.canParse(url) && new URL(url).origin === base && new URL(url).href === url
}
