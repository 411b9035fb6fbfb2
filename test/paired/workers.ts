/** The service in `wrangler dev`, as it would run at Cloudflare. */
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { makeFolder } from '../node/process.ts'

export type RunningWorker = { readonly base: string; readonly stop: () => Promise<void> }

const root = fileURLToPath(new URL('../..', import.meta.url))
const SILENT = {
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_SEND_ERROR_REPORTS: 'false',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
}

export async function findPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { readonly port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Begins it with a database of its own. @param variables of the Worker */
export async function startWorker(variables: Readonly<Record<string, string>>): Promise<RunningWorker> {
  const port = await findPort()
  const vars = Object.entries(variables).flatMap(([name, value]) => ['--var', `${name}:${value}`])
  const words = ['dev', '--env=', '--local', '--ip', '127.0.0.1', '--port', String(port), '--inspector-port', '0']
  const worker = spawn(
    process.execPath,
    ['node_modules/wrangler/bin/wrangler.js', ...words, ...vars, '--persist-to', makeFolder()],
    { cwd: root, env: { PATH: process.env.PATH, HOME: makeFolder(), ...SILENT } },
  )
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    let said = ''
    const read = (chunk: Buffer) => {
      said += chunk
      if (said.includes('Ready on')) resolve()
    }
    worker.stdout.on('data', read)
    worker.stderr.on('data', read)
    void ended.then(() => reject(new Error(`wrangler ended:\n${said}`)))
  })
  return {
    base: `http://127.0.0.1:${port}`,
    stop: async () => {
      worker.kill('SIGTERM')
      await ended
    },
  }
}
