import { parentPort } from 'node:worker_threads'

/** In place of the real thread: answers, dies or hangs as the address says. */
parentPort.postMessage('ready')
parentPort.on('message', ({ url }) => {
  if (url.includes('hang')) while (true);
  if (url.includes('die')) process.exit(3)
  if (url.includes('throw')) throw new Error('a bug')
  if (url.includes('memory')) {
    const kept = []
    while (true) kept.push(new Array(100_000).fill(url + kept.length))
  }
  if (url.includes('reason')) parentPort.postMessage({ reason: 'no' })
  else parentPort.postMessage({ answered: { status: 200, headers: [], bytes: new Uint8Array() } })
})
