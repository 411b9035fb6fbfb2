/**
 * Deliveries by a queue: one errand a message, by its id. Verifications are never in it: anybody can ask for as many as
 * they like, of servers that hang, and a queue has a number of consumers.
 */
import type { Service } from '../service.ts'

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
export async function pushEach(service: Service, batch: MessageBatch<Push>): Promise<void> {
  const runEach = async (message: Message<Push>) => {
    if ((await service.pushOne(message.body.errand)) === 'busy') message.retry({ delaySeconds: LATER })
    else message.ack()
  }
  await Promise.all(batch.messages.map(runEach))
}
