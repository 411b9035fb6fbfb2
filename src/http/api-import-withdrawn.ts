import type { Withdrawn } from '../model/moved.ts'
import { saveWithdrawn } from '../store/withdrawn.ts'
import { answerJson } from './answer.ts'
import type { JsonObject } from './body.ts'
import type { Desk } from './desk.ts'
import { readFields, refuseUnknown } from './fields.ts'
import { withdrawnEntries, withdrawnSchema } from './received-fields.ts'
import { eraseWhole, retractWhole } from './withdrawal.ts'

/**
 * Stories that were taken back at the service that they come from, as `ara export` writes them: they are taken back
 * here too, those of which nothing is here for good.
 */
export async function takeWithdrawn(desk: Desk, body: JsonObject): Promise<Response> {
  refuseUnknown(body, Object.keys(withdrawnEntries))
  const { withdrawn } = readFields(withdrawnSchema, body)
  let retracted = 0
  for (const [channel, stories] of Map.groupBy(withdrawn, (story) => toChannel(desk, story))) {
    const present = await saveWithdrawn(desk.db, stories, { channel, base: desk.base, now: desk.now() })
    for (const { story, id } of present) {
      if (story.erased) await eraseWhole(desk, id, story.reason)
      else await retractWhole(desk, id, story.reason)
    }
    retracted += present.length
  }
  return answerJson({ withdrawn: withdrawn.length, retracted })
}

function toChannel({ channels }: Desk, { channel }: Withdrawn) {
  const found = channels.find(({ id }) => id === channel) ?? channels[0]
  if (found === undefined) throw new Error('No channel is declared.')
  return found
}
