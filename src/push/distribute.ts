/** From changes to errands: whose topics have something new. */
import pLimit from 'p-limit'
import { together } from '../rounds.ts'
import { loadUndistributed, saveDistributed } from '../store/push-cursor.ts'
import { distribute, loadTopics, saveUnchanged } from '../store/push-hub.ts'
import type { Pusher } from './pusher.ts'
import { loadDocument } from './topic.ts'

/** Documents that are rendered at once. */
const AT_ONCE = 4

/**
 * Sends errands for what changed since the last time. Each topic with subscribers is looked at once, and distributed
 * when its bytes are others than before; broken off, it goes on with the topics that are left.
 */
export async function distributeChanges(pusher: Pusher): Promise<void> {
  const left = await loadUndistributed(pusher.db)
  if (left?.isNews) await distributeTopics(pusher, left.to)
  if (left !== undefined) await saveDistributed(pusher.db, left.to)
}

async function distributeTopics(pusher: Pusher, seq: number): Promise<void> {
  const some = pLimit(AT_ONCE)
  const topics = await loadTopics(pusher.db, seq, pusher.now())
  await together(topics.map(({ topic, hash }) => some(() => distributeTopic(pusher, topic, hash, seq))))
}

async function distributeTopic(pusher: Pusher, topic: string, before: string, seq: number): Promise<void> {
  const document = await loadDocument(pusher, topic)
  // A feed may be gone for a while: of a tag that nothing has any more.
  if (document === undefined || document.hash === before) return saveUnchanged(pusher.db, topic, seq)
  const sent = await distribute(pusher.db, topic, document.hash, seq, pusher.now())
  if (sent > 0) pusher.log.info('A feed is being distributed.', { topic, subscribers: sent })
}
