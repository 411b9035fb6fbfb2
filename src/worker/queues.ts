/**
 * What goes by a queue. Deliveries, one errand a message, by its id; verifications never: anybody can ask for as many
 * as they like, of servers that hang, and a queue has a number of consumers. And counted clicks, a message for many.
 * Promises: each message is done or comes again by itself.
 */
import type { ClickCounter } from '../clicks/clicks.ts'
import type { Round } from '../rounds.ts'
import type { Service } from '../service.ts'
import type { Counted } from '../store/links/clicks.ts'

export type DeliveryMessage = { readonly errand: number }

/** A queue takes at most this many messages at once. */
const SEND_AT_ONCE = 100
/** Seconds until a message comes again: while its host is busy, or there is more to tell it. */
const AGAIN = { done: undefined, busy: 5, more: 0 } as const

/** Asks to go on with distributing what changed, of which one invocation does a part. */
export type DistributionMessage = { readonly distribute: true }

type PushMessage = DeliveryMessage | DistributionMessage

/** Without a queue of their own webhooks are told by the one of all deliveries. */
export type PushQueues = { readonly WEBHOOKS?: Queue<DeliveryMessage>; readonly DELIVERIES: Queue<PushMessage> }

/**
 * Distributes what changed, and hands what is due to the queues: webhooks before anything else is so much as looked at.
 * What is more than one invocation may do goes on by a message.
 */
export async function queueDeliveries({ pushQueues }: Service, { WEBHOOKS, DELIVERIES }: PushQueues): Promise<void> {
  const events = await pushQueues.events()
  await send(events.errands, WEBHOOKS ?? DELIVERIES)
  const documents = await pushQueues.documents()
  await send(documents.errands, DELIVERIES)
  if (events.isLeft || documents.isLeft) await DELIVERIES.sendBatch([{ body: { distribute: true } }])
}

async function send(due: readonly number[], queue: Queue<DeliveryMessage>): Promise<void> {
  for (let start = 0; start < due.length; start += SEND_AT_ONCE) {
    await queue.sendBatch(due.slice(start, start + SEND_AT_ONCE).map((errand) => ({ body: { errand } })))
  }
}

/** Failures are written down with the errand, and come back by the clock; a message comes back while its host is busy, or goes on. */
export async function deliverEach(
  service: Service,
  batch: MessageBatch<PushMessage>,
  round: Round,
  queues: PushQueues,
): Promise<void> {
  const runOne = async ({ errand }: DeliveryMessage) => AGAIN[await service.pushOne(errand)]
  const run = async ({ body }: Message<PushMessage>) =>
    'errand' in body ? runOne(body) : void (await queueDeliveries(service, queues))
  await Promise.all(batch.messages.map((message) => handle(message, round, 'A delivery', () => run(message))))
}

// Counted clicks on their way through the queue: an isolate's are sent together, and written once however often they arrive.

export type ClickMessage = { readonly counted: Counted }

/** Milliseconds that clicks are gathered for. */
const GATHER = 2_000
/** A sender that was cut off is waited for no longer than this. */
const PATIENCE = 20_000

/** Sends what was counted, once for all requests of these seconds. To be waited for after the answer. */
export function createClickSender(): (service: Service, queue: Queue<ClickMessage> | undefined) => Promise<void> {
  let until = 0
  return async (service, queue) => {
    const { clicks } = service
    if (clicks.size() === 0 || Date.now() < until) return
    until = Date.now() + PATIENCE
    try {
      await new Promise((resolve) => setTimeout(resolve, GATHER))
      if (queue === undefined) return await service.saveClicks()
      await sendAll(clicks, queue)
    } finally {
      until = 0
    }
  }
}

async function sendAll(clicks: ClickCounter, queue: Queue<ClickMessage>): Promise<void> {
  for (;;) {
    const counted = clicks.take()
    if (counted === undefined) return
    await queue.send({ counted }).catch((error: unknown) => {
      clicks.putBack(counted)
      throw error
    })
  }
}

/** Writes what came. */
export async function saveEachClickMessage(
  service: Service,
  batch: MessageBatch<ClickMessage>,
  round: Round,
): Promise<void> {
  for (const message of batch.messages) {
    await handle(message, round, 'Writing clicks', async () => {
      await service.addClicks(message.body.counted, message.id)
      return undefined
    })
  }
  await round('Adding up clicks', () => service.sumClicks())
}

// Messages of a queue: each is done or comes again by itself, whatever becomes of the others of its batch.

/** Seconds until what broke off is tried again, ever longer: an overloaded database needs a moment. */
const LATER = 30
const LATEST = 3600

/** Does what a message asks for. @param what as of `Round` @param work answers the seconds until it wants to come again */
export async function handle(
  message: Message,
  round: Round,
  what: string,
  work: () => Promise<number | undefined>,
): Promise<void> {
  const done = await round(what, async () => ({ again: await work() }))
  const again = done === undefined ? Math.min(LATER * 2 ** (message.attempts - 1), LATEST) : done.again
  if (typeof again === 'number') message.retry({ delaySeconds: again })
  else message.ack()
}
