/** Clicks on their way through the queue: an isolate's are sent together, and written once however often they arrive. */
import type { Clicks } from '../http/clicks.ts'
import type { Round } from '../rounds.ts'
import type { Service } from '../service.ts'
import type { Counted } from '../store/clicks.ts'
import { handle } from './messages.ts'

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

async function sendAll(clicks: Clicks, queue: Queue<ClickMessage>): Promise<void> {
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
export async function countEach(service: Service, batch: MessageBatch<ClickMessage>, round: Round): Promise<void> {
  for (const message of batch.messages) {
    await handle(message, round, 'Writing clicks', async () => {
      await service.addClicks(message.body.counted, message.id)
      return undefined
    })
  }
  await round('Adding up clicks', () => service.sumClicks())
}
