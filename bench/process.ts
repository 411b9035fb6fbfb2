import { type ChildProcess, spawn } from 'node:child_process'

/** A program that serves, how it is told something, and how it is ended. */
export type Served = {
  readonly base: string
  readonly pid: number
  readonly signal: (name: NodeJS.Signals) => void
  readonly stop: () => Promise<void>
}

/** Runs a program that prints `front page  http://…/` when it listens. */
export async function serve(
  args: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<Served> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  // A bench that breaks off leaves nothing running.
  process.once('exit', () => child.kill())
  const base = await readBase(child)
  return { base, pid: child.pid ?? 0, signal: (name) => child.kill(name), stop: () => stop(child) }
}

function readBase(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    const read = (chunk: Buffer) => {
      output += chunk
      const found = /front page\s+(\S+)\//.exec(output)?.[1]
      if (found !== undefined) resolve(found.replace('localhost', '127.0.0.1'))
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('exit', (code) => reject(new Error(`The program ended with ${code}:\n${output}`)))
  })
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}
