/**
 * Pauses of work that nobody waits for. Promises: of all who pause one goes on in each turn of the event loop, so that
 * what came in meanwhile is answered after each, and not after all of them, however many work at once.
 */
export function createPause(): () => Promise<void> {
  const waiting: (() => void)[] = []
  const goOn = () => {
    waiting.shift()?.()
    // What is asked for within a turn comes in the next one.
    if (waiting.length > 0) setImmediate(goOn)
  }
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve)
      if (waiting.length === 1) setImmediate(goOn)
    })
}
