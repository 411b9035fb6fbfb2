/** Copies what /docs shows operations with into public/, where Workers have their files from; Node serves it in place. */
import { copyFileSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const from = dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/package.json')))
const to = fileURLToPath(new URL('../public/swagger/', import.meta.url))
mkdirSync(to, { recursive: true })
for (const name of ['swagger-ui.css', 'swagger-ui-bundle.js']) copyFileSync(join(from, name), join(to, name))
