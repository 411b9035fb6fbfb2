/** Deliveries by a queue: one errand a message, by its id. */
import type { Service } from '../service.ts'

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
export async function pushEach(service: Service, batch: MessageBatch<Push>): Promise<void> {
  const runEach = async (message: Message<Push>) => {
    if ((await service.pushOne(message.body.errand)) === 'busy') message.retry({ delaySeconds: LATER })
    else message.ack()
  }
  await Promise.all(batch.messages.map(runEach))
}
