#!/usr/bin/env node
// `npx ara COMMAND`, from any folder.

import { run } from './run.js'

await run('cli.ts')
