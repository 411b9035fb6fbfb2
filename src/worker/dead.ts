/**
 * Messages that were tried in vain so often that their queue gave them up. Promises: the feed of faults tells of each
 * kind of them, and what a message was about is not lost with it where the database knows of it.
 */
import type { Db } from '../store/db.ts'
import { forgetFaults, saveFault } from '../store/faults.ts'

/** How the name of a queue of such messages ends, whatever the account calls it. */
export const DEAD = '-dead'

/** What a message was about, by the member that only its kind has. */
const KINDS: readonly (readonly [member: string, subject: string, sentence: string])[] = [
  [
    'source',
    'queue:polls',
    'The poll of a source broke off again and again; it is tried again when the source is due.',
  ],
  [
    'errand',
    'queue:deliveries',
    'A delivery broke off again and again; it is tried again from what the database knows.',
  ],
  ['distribute', 'queue:distribution', 'Telling of changes broke off again and again; each tick goes on with it.'],
  ['counted', 'queue:clicks', 'Clicks of short links could not be written, and are not counted.'],
]

const DAY = 86_400_000

/** What nobody was told of again for a day is over. */
export function forgetDead(db: Db, now: number): Promise<void> {
  return forgetFaults(db, 'queue', now - DAY)
}

/** Tells of the messages. @throws StoreError, and then they come again */
export async function tellOfDead(db: Db, messages: readonly Message<object>[], now: number): Promise<void> {
  for (const [member, subject, sentence] of KINDS) {
    const last = messages.findLast(({ body }) => Object.hasOwn(body, member))
    if (last === undefined) continue
    await saveFault(db, subject, `${sentence} ${toWhich(last.body, member)}The Worker's log says why.`.trim(), now)
  }
}

/** Ids only: what a message carries is no secret, but clicks are of no use to anybody here. */
function toWhich(body: object, member: string): string {
  const value: unknown = Reflect.get(body, member)
  return typeof value === 'string' || typeof value === 'number' ? `The last was ${member} ${value}. ` : ''
}
