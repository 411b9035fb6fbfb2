#!/usr/bin/env node
// `npx ara COMMAND`, from any folder: on the Node that came along where the machine's own is older.

import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const OLDEST = 24

if (Number.parseInt(process.versions.node, 10) >= OLDEST) await import('../src/node/cli.ts')
else {
  const node = createRequire(import.meta.url).resolve('node/bin/node')
  const cli = fileURLToPath(new URL('../src/node/cli.ts', import.meta.url))
  const { status, error } = spawnSync(node, [cli, ...process.argv.slice(2)], { stdio: 'inherit' })
  if (error !== undefined) console.error(`The Node that came along can not be run (${error.message}): run npm ci.`)
  process.exitCode = status ?? 1
}
