/** Readers with a window: what runs beside the test until it is stopped, and how long to wait for what they show. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { until } from '../node/process.ts'
import type { Home } from './reader.ts'

/** In a group of its own, so that what it starts ends with it. */
export function start(program: string, options: readonly string[], env: Home['env']): ChildProcess {
  const child = spawn(program, options, { env, detached: true, stdio: ['ignore', 'pipe', 'ignore'] })
  // Also when a test breaks off before it has anything to stop.
  process.once('exit', () => kill(child))
  return child
}

function kill({ pid, exitCode, signalCode }: ChildProcess): boolean {
  return pid !== undefined && exitCode === null && signalCode === null && process.kill(-pid, 'SIGKILL')
}

/** The first line that it prints. */
export async function readAnswer({ stdout, spawnfile }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error(`${spawnfile} prints nothing.`)
  for await (const line of createInterface(stdout)) return line
  throw new Error(`${spawnfile} ended without a line.`)
}

export async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  if (kill(child)) await ended
}

/** Waits until there is something to see, and it stays: readers write what they took in row by row. */
export async function untilSettled(look: () => unknown): Promise<void> {
  let last: string | undefined
  await until(async () => {
    await new Promise((resolve) => setTimeout(resolve, 300))
    const seen = JSON.stringify(look())
    const isSettled = seen !== undefined && seen === last
    last = seen
    return isSettled || undefined
  })
}
