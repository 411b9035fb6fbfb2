/**
 * The thread of costly answers. Promises: it is begun with the first of them at the latest, and nothing waits for that; one
 * that dies or hangs is replaced and what it was asked answered 503, and it never has more memory than it was given.
 */

import { Worker } from 'node:worker_threads'
import type { NodeConfig } from '../../config.ts'
import { RequestError } from '../../errors.ts'
import type { Aside, AsideAnswer, AsideRequest } from '../../http/lane/aside.ts'
import type { Log } from '../../log.ts'
import { toReason } from '../../rounds.ts'
import { toThreadEnvironment } from '../compiled.ts'

/** What the thread opens the service with. */
export type LaneData = NodeConfig & { readonly baseUrl: string; readonly apiToken: string }

/** What is posted to it, and back. */
export type LaneMessage = AsideRequest | 'forget'
export type LaneReply = { readonly answered: AsideAnswer } | { readonly reason: string } | 'ready'

export type LaneThread = Aside & {
  readonly start: () => void
  readonly close: () => Promise<void>
}

type Options = {
  /** Milliseconds that an answer may take. */
  readonly longest?: number
  readonly file?: URL
  /** Of memory. */
  readonly megabytes?: number
}

/** Milliseconds: more than the longest search takes, and less than anybody waits. */
const LONGEST = 30_000
const MEGABYTES = 256
const SOON = 2

type Job = { readonly asked: AsideRequest; readonly settle: (reply: Exclude<LaneReply, 'ready'>) => void }

/** One request at a time: the lane's turns see to that. */
export function createLaneThread(data: LaneData, log: Log, options: Options = {}): LaneThread {
  const { longest = LONGEST, megabytes = MEGABYTES, file = new URL('./thread.ts', import.meta.url) } = options
  let thread: Worker | undefined
  let job: Job | undefined
  let isBegun = false
  let isReady = false
  let isClosed = false

  const end = (ended: Worker, reason: string) => {
    if (thread !== ended) return
    thread = undefined
    if (!isClosed) log.warn('The thread of costly answers ended, and is replaced.', { reason })
    job?.settle({ reason })
    void ended.terminate()
    // One that ends before it was ever asked is only tried again when it is needed.
    if (job !== undefined) open()
  }
  const open = () => {
    if (isClosed) throw toUnanswered()
    const opened = new Worker(file, {
      workerData: data,
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
      env: toThreadEnvironment(),
    })
    opened.on('message', (reply: LaneReply) => {
      if (reply === 'ready') isReady = true
      else job?.settle(reply)
    })
    opened.once('error', (error) => end(opened, toReason(error)))
    opened.once('exit', (code) => end(opened, `It ended with ${code}.`))
    // Nothing of it has to be waited for when the service ends.
    opened.unref()
    thread = opened
    return opened
  }
  const ask = async (asked: AsideRequest) => {
    const asking = thread ?? open()
    const timer = setTimeout(
      () => end(asking, `It took more than ${longest / 1000} s for ${asked.url.slice(0, 200)}`),
      longest,
    )
    try {
      const reply = await new Promise<Exclude<LaneReply, 'ready'>>((settle) => {
        job = { asked, settle }
        asking.postMessage(asked satisfies LaneMessage)
      })
      if ('reason' in reply) throw toUnanswered(reply.reason)
      return reply.answered
    } finally {
      clearTimeout(timer)
      job = undefined
    }
  }
  const start = () => {
    // One that can not even begin is not begun at every request.
    if (isBegun || isClosed) return
    isBegun = true
    open()
  }
  return {
    isReady: () => {
      start()
      return isReady
    },
    ask,
    forget: () => thread?.postMessage('forget' satisfies LaneMessage),
    start,
    close: async () => {
      isClosed = true
      await thread?.terminate()
    },
  }
}

function toUnanswered(reason = 'The service ends.'): RequestError {
  return new RequestError(
    503,
    'This could not be made just now; try again in a moment.',
    { retryAfter: SOON },
    { cause: reason },
  )
}
