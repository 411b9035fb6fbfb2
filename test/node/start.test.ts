import { spawnSync } from 'node:child_process'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { makeFolder } from './process.ts'

/** How the service is started, and what is said where that can not be. */

const root = fileURLToPath(new URL('../..', import.meta.url))
