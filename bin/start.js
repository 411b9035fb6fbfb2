// `npm start`.

import { beginWith, run } from './run.js'

// Threads that look up names and read files would each get memory of their own from glibc that it hardly ever gives back:
// a quarter of all after the first polls of two hundred sources.
beginWith('MALLOC_ARENA_MAX', '2')
await run('main.ts')
