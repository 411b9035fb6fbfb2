/** One limit of time over everything that a fetch does: every hop's name, connection, headers and body. */
export type Deadline = {
  readonly signal: AbortSignal
  /** Whether the time was over before `end`. */
  readonly isOver: () => boolean
  /** Gives up whatever is still open: bodies nobody wants to read. */
  readonly end: () => void
  /** Everything was read: there is nothing to give up. */
  readonly close: () => void
}

/** Starts to count. `end` has to be called, or a timer stays. */
export function startDeadline(milliseconds: number): Deadline {
  const controller = new AbortController()
  let over = false
  const timer = setTimeout(() => {
    over = true
    controller.abort()
  }, milliseconds)
  const end = () => {
    clearTimeout(timer)
    controller.abort()
  }
  return { signal: controller.signal, isOver: () => over, end, close: () => clearTimeout(timer) }
}
