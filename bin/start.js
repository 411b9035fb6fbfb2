// `npm start`.

import { run } from './run.js'

await run('main.ts')
