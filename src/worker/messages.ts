/** Messages of a queue: each is done or comes again by itself, whatever becomes of the others of its batch. */
import type { Round } from '../rounds.ts'

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
