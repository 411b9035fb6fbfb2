/** Deliveries by a queue: one errand a message, by its id. */
import type { Round } from '../rounds.ts'
import type { Service } from '../service.ts'
import { handle } from './messages.ts'

export type Push = { readonly errand: number }

/** A queue takes at most this many messages at once. */
const SEND_AT_ONCE = 100
/** Seconds until a host that is busy is tried again. */
const LATER = 5

/** Distributes what changed, and hands what is due to the queue. */
export async function queuePushes(service: Service, deliveries: Queue<Push>): Promise<void> {
  const due = await service.queuePushes()
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
