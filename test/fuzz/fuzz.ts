/** `npm run fuzz -- [COUNT] [SEED]`: mutates the fixtures and reads what comes of it; ends with 1 at the first fault. */
import { runTrials } from './trial.ts'

const [count = 100_000, seed = 1] = process.argv.slice(2).map(Number)
const start = performance.now()
const read = runTrials(count, seed, (done) => {
  if (done % 10_000 === 0) console.log(`${done} mutations`)
})
const seconds = (performance.now() - start) / 1000
console.log(
  `${count} mutations from seed ${seed} in ${seconds.toFixed(0)} s: ${read} read, ${count - read} refused with a sentence, none broke a promise.`,
)
