/**
 * The lane of verifications. Anybody can have any server asked, so nobody else may wait for it: it has a number of
 * errands under way of its own, senders take turns in it, and no delivery ever stands behind one of them.
 */
import { claimVerifications } from '../store/hub-requests.ts'
import { openFinish, runErrand, toClaim, untilSlow, type Work } from './lanes.ts'
import { type Pusher, toPace } from './pusher.ts'

export type Verifying = {
  /** Asks callbacks until it is nobody's turn any more; those that hang go on by themselves. */
  readonly run: (work: Work) => Promise<void>
  /** Asks some callbacks, a few at once, and waits for their answers: where nothing goes on by itself. */
  readonly runSome: (work: Work, atOnce: number, rounds: number) => Promise<void>
  /** Whether there are any that hang. */
  readonly isWaiting: () => boolean
  /** Waits for those that hang. */
  readonly idle: () => Promise<void>
}

export function openVerifying(pusher: Pusher): Verifying {
  const slow = new Set<Promise<void>>()
  const { verifications, perSender, perDomain, quick } = toPace(pusher)
  const turns = { all: verifications, bySender: perSender, byDomain: perDomain }
  /** Begins those whose turn it is. */
  const begin = async (work: Work, limit: number): Promise<Promise<void>[]> => {
    const claim = toClaim(pusher)
    const finish = openFinish(pusher)
    const errands = await claimVerifications(pusher.db, claim, turns, limit)
    return errands.map((errand) => runErrand(pusher, { work, finish }, errand, claim))
  }
  const run = async (work: Work) => {
    for (;;) {
      const begun = await begin(work, verifications)
      if (begun.length === 0) return
      await Promise.all(begun.map((one) => untilSlow(one, quick, slow)))
    }
  }
  const runSome = async (work: Work, atOnce: number, rounds: number) => {
    for (let round = 0; round < rounds; round++) {
      const begun = await begin(work, atOnce)
      if (begun.length === 0) return
      await Promise.all(begun)
    }
  }
  const idle = async () => {
    await Promise.all(slow)
  }
  return { run, runSome, isWaiting: () => slow.size > 0, idle }
}
