/** Clicks on their way through the queue: an isolate's are sent together, and written once however often they arrive. */
import type { Service } from '../service.ts'
import type { ClickSums } from '../store/clicks.ts'

export type Counted = { readonly counted: ClickSums }

/** Milliseconds that clicks are gathered for. */
const GATHER = 2_000
/** A sender that was cut off is waited for no longer than this. */
const PATIENCE = 20_000
/** Links, and referring hosts, of one message: it takes 128 KB. */
const LINKS = 300
const HOSTS = 300

/** Sends what was counted, once for all requests of these seconds. To be waited for after the answer. */
export function createClickSender(): (service: Service, queue: Queue<Counted> | undefined) => Promise<void> {
  let until = 0
  return async (service, queue) => {
    const { clicks } = service
    if (clicks.size() === 0 || Date.now() < until) return
    until = Date.now() + PATIENCE
    try {
      await new Promise((resolve) => setTimeout(resolve, GATHER))
      if (queue === undefined) return await service.saveClicks()
      for (let sums = clicks.take(LINKS); sums !== undefined; sums = clicks.take(LINKS)) {
        await send(sums, queue).catch((error: unknown) => {
          clicks.putBack(sums as ClickSums)
          throw error
        })
      }
    } finally {
      until = 0
    }
  }
}

async function send(sums: ClickSums, queue: Queue<Counted>): Promise<void> {
  await queue.sendBatch(toParts(sums).map((counted) => ({ body: { counted } })))
}

function toParts({ days, hosts, wanted }: ClickSums): ClickSums[] {
  const parts: ClickSums[] = [{ days, hosts: hosts.slice(0, HOSTS), wanted }]
  for (let at = HOSTS; at < hosts.length; at += HOSTS) {
    parts.push({ days: [], hosts: hosts.slice(at, at + HOSTS), wanted: [] })
  }
  return parts
}

/** Writes what came. */
export async function countEach(service: Service, batch: MessageBatch<Counted>): Promise<void> {
  for (const message of batch.messages) {
    await service.addClicks(message.body.counted, message.id)
    message.ack()
  }
}
