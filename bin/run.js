// The way in. Promises: whatever Node the machine has, what is asked for runs on the one that came along where it is too
// old, or says in a sentence why it can not; and from what the last start compiled, which takes half as long.

import { spawn } from 'node:child_process'
import * as modules from 'node:module'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const OLDEST = 24

/** @param {string} entry the file in src/node */
export async function run(entry) {
  const file = new URL(`../src/node/${entry}`, import.meta.url)
  if (Number.parseInt(process.versions.node, 10) < OLDEST) return runElsewhere(fileURLToPath(file))
  // Where that folder can not be written all is compiled anew.
  modules.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)))
  await import(file.href)
}

/**
 * Begins the process anew with a variable that is read before anything of ours runs, where nobody has set it. It stays the
 * same process, and nothing is done where that can't be.
 * @param {string} name @param {string} value
 */
export function beginWith(name, value) {
  // A parent that talks to it, as `node --watch` does, would not find it again.
  const isOpen = process.platform === 'linux' && process.execve !== undefined && process.channel === undefined
  if (!isOpen || process.env[name] !== undefined) return
  const words = [process.execPath, ...process.execArgv, ...process.argv.slice(1)]
  process.execve(process.execPath, words, { ...process.env, [name]: value })
}

function runElsewhere(file) {
  const node = findNode()
  if (node === undefined) return refuse('did not come along: was npm ci run with --ignore-scripts? Run npm ci.')
  const child = spawn(node, [...process.execArgv, file, ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => refuse(`came along but can not be run (${error.message}). Run npm ci.`))
  child.on('exit', (code) => {
    process.exitCode = code === null ? 1 : code
  })
}

function findNode() {
  try {
    return createRequire(import.meta.url).resolve('node/bin/node')
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND') return undefined
    throw error
  }
}

function refuse(why) {
  console.error(`ara-feeds runs on Node ${OLDEST}; this is Node ${process.versions.node}, and the one it brings ${why}`)
  process.exitCode = 1
}
