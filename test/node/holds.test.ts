import { utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { writeFeeds } from './installation.ts'
import { makeFolder, type Running, startService, until } from './process.ts'

/** Files that are not public yet, in a real process. */

const closing: (() => unknown)[] = []

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const AHEAD = new Date(Date.now() + 86_400_000).toISOString()
const story = (line: string, name: string) =>
  `---\n${line}\n---\nThe ${name} bridge opens\n\nThe ${name} bridge was opened.\n`

function write(folder: string, name: string, text: string): void {
  writeFileSync(join(folder, name), text)
  const then = Date.now() / 1000 - 5
  utimesSync(join(folder, name), then, then)
}

async function titles(running: Running): Promise<string[]> {
  const { items } = (await (await running.call('/feed.json')).json()) as { items: { title: string }[] }
  return items.map(({ title }) => title).sort()
}

test('a draft and a date to come are faults, and public once the file says so', async () => {
  const archive = makeFolder()
  write(archive, 'draft.txt', story('draft: true', 'old'))
  write(archive, 'later.txt', story(`date: ${AHEAD}`, 'new'))
  write(archive, 'fine.txt', story('date: 2015-06-04', 'long'))
  const folder = makeFolder()
  const running = await startService({ DATABASE: join(folder, 'ara.db'), ARCHIVE: archive, FEEDS: writeFeeds(folder) })
  closing.push(running.stop)
  expect(await titles(running)).toEqual(['The long bridge opens'])
  const faults = await (await running.call('/api/faults.atom')).text()
  expect(faults).toContain('draft.txt: draft is true: while it says so, the story is a draft.')
  expect(faults).toContain(`later.txt: date is ${AHEAD}, which is still to come`)
  const front = await (await running.call('/')).text()
  // A file may be named after what is not to be known yet; nor is it to be known that there is something.
  expect(front).not.toMatch(/The (?:old|new) bridge|draft\.txt|later\.txt|held/)
  write(archive, 'draft.txt', story('draft: false', 'old'))
  const all = ['The long bridge opens', 'The old bridge opens']
  await until(async () => ((await titles(running)).length === all.length ? true : undefined))
  expect(await titles(running)).toEqual(all)
  expect(await (await running.call('/api/faults.atom')).text()).not.toContain('draft.txt')
})
