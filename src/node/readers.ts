/**
 * Threads that read and clean large documents, so that nobody waits for one. Promises: a thread begins when there is
 * work and ends when there has been none for a while; one that dies or takes too long is replaced, its document fails
 * with a sentence, and all others are read.
 */
import { Worker } from 'node:worker_threads'
import type { Readers } from '../calm/calm.ts'
import type { Done, WorkName } from '../calm/works.ts'
import { toThreadEnvironment } from './compiled.ts'

/** As it is sent to a thread. */
export type WorkOrder = { readonly number: number; readonly name: WorkName; readonly input: unknown }

type Waiting = WorkOrder & { readonly given: readonly ArrayBuffer[]; readonly answer: (done: Done) => void }
type Thread = { readonly worker: Worker; waiting: Waiting | undefined; timer: NodeJS.Timeout | undefined }

export type ReaderOptions = {
  /** Threads at most; while one has a document that was made to take long, others are read by the next. */
  readonly threads: number
  /** Milliseconds that a document waits before another thread is begun for it. */
  readonly patience: number
  /** Milliseconds that a document may take. */
  readonly longest: number
  /** Milliseconds without work after which a thread ends. */
  readonly idle: number
  /** Mebibytes that the values of one document may take. */
  readonly memory: number
  readonly entry: URL
}

/** Mebibytes of what is new: of V8's usual ones a thread takes a hundred more, and is hardly faster. */
const YOUNG = 12

const USUAL: ReaderOptions = {
  threads: 2,
  patience: 1_000,
  longest: 30_000,
  idle: 90_000,
  memory: 512,
  entry: new URL('./reader-thread.ts', import.meta.url),
}

/** `close`: what is under way is not answered any more. */
export type OpenedReaders = { readonly readers: Readers; readonly close: () => Promise<void> }

export function openReaders(given: Partial<ReaderOptions> = {}): OpenedReaders {
  const options = { ...USUAL, ...given }
  const threads = new Set<Thread>()
  const queue: Waiting[] = []
  let count = 0
  let closed = false
  let late: NodeJS.Timeout | undefined

  const end = (thread: Thread) => {
    clearTimeout(thread.timer)
    threads.delete(thread)
    return thread.worker.terminate()
  }

  /** The thread has nothing to do any more, or is none any more. */
  const finish = (thread: Thread, done: Done) => {
    clearTimeout(thread.timer)
    const { waiting } = thread
    thread.waiting = undefined
    waiting?.answer(done)
  }

  const fail = (thread: Thread, why: string) => {
    const { waiting } = thread
    end(thread)
    if (waiting !== undefined) finish(thread, { fault: `The document could not be read: ${why}.`, isDocument: true })
    next()
  }

  const start = (): Thread => {
    // Flags of the process may be none that a thread can have.
    const resourceLimits = { maxOldGenerationSizeMb: options.memory, maxYoungGenerationSizeMb: YOUNG }
    const worker = new Worker(options.entry, { resourceLimits, execArgv: [], env: toThreadEnvironment() })
    const thread: Thread = { worker, waiting: undefined, timer: undefined }
    worker.unref()
    worker.on('message', ({ number, done }: { number: number; done: Done }) => {
      if (thread.waiting?.number !== number) return
      finish(thread, done)
      next()
    })
    worker.on('error', (error) => {
      if (threads.has(thread)) fail(thread, toSentence(error))
    })
    worker.on('exit', () => {
      if (threads.has(thread)) fail(thread, 'its thread ended')
    })
    threads.add(thread)
    return thread
  }

  const give = (thread: Thread, waiting: Waiting) => {
    thread.waiting = waiting
    clearTimeout(thread.timer)
    // While somebody waits for a document the process stays.
    thread.worker.ref()
    const seconds = Math.round(options.longest / 1000)
    thread.timer = setTimeout(() => fail(thread, `it takes more than ${seconds} seconds`), options.longest)
    const { number, name, input, given } = waiting
    thread.worker.postMessage({ number, name, input } satisfies WorkOrder, given)
  }

  const rest = (thread: Thread) => {
    // It may have been at rest before: of two timers the first would end it at its next document.
    clearTimeout(thread.timer)
    thread.worker.unref()
    thread.timer = setTimeout(() => end(thread), options.idle)
    thread.timer.unref()
  }

  const next = () => {
    for (const thread of threads) {
      if (thread.waiting !== undefined) continue
      const waiting = queue.shift()
      if (waiting === undefined) rest(thread)
      else give(thread, waiting)
    }
    if (queue.length === 0) {
      clearTimeout(late)
      late = undefined
    }
    if (closed || queue.length === 0 || threads.size >= options.threads) return
    if (threads.size === 0) give(start(), queue.shift() as Waiting)
    // Another takes seventy megabytes, and helps only where one is kept busy.
    if (queue.length > 0) late ??= setTimeout(help, options.patience)
  }

  const help = () => {
    late = undefined
    const waiting = closed || threads.size >= options.threads ? undefined : queue.shift()
    if (waiting !== undefined) give(start(), waiting)
    next()
  }

  return {
    readers: (name, input, given = []) =>
      new Promise((answer) => {
        if (closed) answer({ fault: 'The service is ending.', isDocument: false })
        else {
          queue.push({ number: ++count, name, input, given, answer })
          next()
        }
      }),
    close: async () => {
      closed = true
      clearTimeout(late)
      queue.length = 0
      await Promise.all([...threads].map(end))
    },
  }
}

function toSentence(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'it takes more memory than there is for one' : message
}
