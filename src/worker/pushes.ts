/**
 * Deliveries by a queue: one errand a message, by its id. Verifications are never in it: anybody can ask for as many as
 * they like, of servers that hang, and a queue has a number of consumers.
 */
import type { Round } from '../rounds.ts'
import type { Service } from '../service.ts'
import { handle } from './messages.ts'

export type Push = { readonly errand: number }

/** A queue takes at most this many messages at once. */
const SEND_AT_ONCE = 100
/** Seconds until a host that is busy is tried again. */
const LATER = 5

/** Distributes what changed, and hands what is due to the queue: webhooks before anything else is so much as looked at. */
export async function queuePushes(service: Service, deliveries: Queue<Push>): Promise<void> {
  for (const takeDue of service.pushQueues) await send(await takeDue(), deliveries)
}

async function send(due: readonly number[], deliveries: Queue<Push>): Promise<void> {
  for (let start = 0; start < due.length; start += SEND_AT_ONCE) {
    await deliveries.sendBatch(due.slice(start, start + SEND_AT_ONCE).map((errand) => ({ body: { errand } })))
  }
}

/** Failures are written down with the errand, and come back by the clock; a message comes back only while its host is busy. */
export async function pushEach(service: Service, batch: MessageBatch<Push>, round: Round): Promise<void> {
  const runOne = async ({ errand }: Push) => ((await service.pushOne(errand)) === 'busy' ? LATER : undefined)
  const runEach = (message: Message<Push>) => handle(message, round, 'A delivery', () => runOne(message.body))
  await Promise.all(batch.messages.map(runEach))
}
