import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { install } from './installation.ts'
import { TOKEN } from './process.ts'

/** Commands as real processes: pipes, settings of the environment, and the way in from another folder. */

const root = fileURLToPath(new URL('../..', import.meta.url))

function shell(line: string, folder: string, variables: Readonly<Record<string, string>> = {}) {
  const env = { PATH: process.env.PATH, API_TOKEN: TOKEN, ARA: join(root, 'bin/ara.js'), ...variables }
  return new Promise<{ readonly code: number; readonly out: string; readonly err: string }>((resolve) => {
    execFile(
      'bash',
      ['--norc', '-o', 'pipefail', '-c', line],
      { cwd: folder, env, maxBuffer: 64 << 20 },
      (error, out, err) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    )
  })
}

test('a reader that stops early is no failure, and says nothing', async () => {
  const { folder, database, feeds, importFrom } = install()
  const items = Array.from({ length: 400 }, (_, at) => ({
    id: `tag:feeds.test,2026:${at}`,
    title: `Story ${at}`,
    content_text: `Part ${at} of a long report. `.repeat(40),
  }))
  writeFileSync(join(folder, 'many.json'), JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', items }))
  await importFrom(join(folder, 'many.json'))
  const { code, out, err } = await shell('node "$ARA" export | head -c 20', folder, {
    DATABASE: database,
    FEEDS: feeds,
  })
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toHaveLength(20)
})

test('a setting that is wrong is one sentence which names it, and no database is made', async () => {
  const { folder } = install()
  const calls = [
    [{ FEEDS: 'nowhere.ts' }, 'FEEDS names a file that is not there: nowhere.ts'],
    [{ BASE_URL: 'feeds.example' }, 'BASE_URL is no http or https address: feeds.example'],
  ] as const
  const answers = await Promise.all(
    calls.map(([variables]) => shell('node "$ARA" export; code=$?; ls; exit $code', folder, variables)),
  )
  for (const [at, { code, out, err }] of answers.entries()) {
    expect({ code, out }).toEqual({ code: 1, out: 'feeds.ts\n' })
    expect(err).toContain(calls[at]?.[1])
    expect(err.trim().split('\n')).toHaveLength(1)
  }
})
