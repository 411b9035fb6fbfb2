import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ParseError, StoreError } from '../../src/errors.ts'
import type { GivenFile, TakenFile } from '../../src/intake/files.ts'
import type { Facts } from '../../src/log.ts'
import { openArchive } from '../../src/node/archive.ts'
import { makeFolder } from './process.ts'

/** The folder of stories: what is taken in, what is refused with which words, what is forgotten. */

const silent = { info: () => {}, warn: () => {}, error: () => {} }

/** Files are handed over some at a time. */
async function each(files: readonly GivenFile[], take: (file: GivenFile) => TakenFile): Promise<TakenFile[]> {
  return files.map(take)
}

function openTest(folder: string) {
  const taken: string[] = []
  const refused = new Map<string, string>()
  const archive = openArchive(
    folder,
    {
      takeFiles: (files) =>
        each(files, ({ name, bytes }) => {
          if (bytes.length === 0) return { outcome: 'refused', error: new ParseError('The document is empty.') }
          taken.push(`${name} ${new TextDecoder().decode(bytes)}`)
          return { outcome: 'taken' }
        }),
      refuseFile: async (name, sentence) => refused.set(name, sentence),
      holdFile: async (name, sentence) => refused.set(name, sentence),
      forgetFiles: async (present) => {
        for (const name of refused.keys()) if (!present.includes(name)) refused.delete(name)
      },
    },
    silent,
  )
  return { archive, taken, refused }
}

/** A file that was written some time ago. */
function write(folder: string, name: string, text: string, age = 5): void {
  writeFileSync(join(folder, name), text)
  const then = Date.now() / 1000 - age
  utimesSync(join(folder, name), then, then)
}

test('each file is taken in once, and again when it changed', async () => {
  const folder = makeFolder()
  write(folder, 'b.txt', 'two')
  write(folder, 'a.txt', 'one')
  write(folder, '.hidden', 'x')
  write(folder, 'a.txt~', 'x')
  // A database that is kept here too: whoever opens and closes its file lets go of SQLite's locks on it.
  for (const name of ['ara.db', 'ara.db-wal', 'ara.db-shm', 'old.sqlite3']) write(folder, name, 'x')
  const { archive, taken } = openTest(folder)
  await archive.scan()
  await archive.scan()
  write(folder, 'a.txt', 'changed', 3)
  await archive.scan()
  expect(taken).toEqual(['a.txt one', 'b.txt two', 'a.txt changed'])
})

test('what is no story is named with the reason, holds nothing up, and is forgotten when it goes', async () => {
  const folder = makeFolder()
  write(folder, 'empty.txt', '')
  write(folder, 'big.txt', 'x'.repeat(10 * 1024 * 1024 + 1))
  symlinkSync('nowhere', join(folder, 'link.txt'))
  const outside = `${folder}-other`
  mkdirSync(outside)
  write(outside, 'secret', 'password')
  symlinkSync(join(outside, 'secret'), join(folder, 'stray.txt'))
  execFileSync('mkfifo', [join(folder, 'pipe.txt')])
  mkdirSync(join(folder, 'folder.txt'))
  write(folder, 'z.txt', 'fine')
  symlinkSync('z.txt', join(folder, 'zz.txt'))
  const { archive, taken, refused } = openTest(folder)
  await archive.scan()
  expect(taken).toEqual(['z.txt fine', 'zz.txt fine'])
  expect(Object.fromEntries(refused)).toEqual({
    'big.txt': 'The file is larger than 10 MiB.',
    'empty.txt': 'The document is empty.',
    'link.txt': 'The file can not be opened (ENOENT).',
    'pipe.txt': 'This is no regular file.',
    'stray.txt': 'This is a link that leads out of the folder.',
  })
  for (const name of ['big.txt', 'empty.txt', 'link.txt', 'pipe.txt', 'stray.txt']) rmSync(join(folder, name))
  await archive.scan()
  expect([...refused.keys()]).toEqual([])
})

test('a file that is still being written is waited for', async () => {
  const folder = makeFolder()
  const { archive, taken } = openTest(folder)
  write(folder, 'story.txt', 'Half of the st', 0)
  const scanning = archive.scan()
  await new Promise((resolve) => setImmediate(resolve))
  write(folder, 'story.txt', 'The whole story', 0)
  await scanning
  expect(taken).toEqual(['story.txt The whole story'])
})

test('a folder that is not there is said so, and taken in once it is', async () => {
  const folder = join(makeFolder(), 'later')
  const { archive, taken, refused } = openTest(folder)
  await archive.scan()
  expect([...refused.values()]).toEqual(['The archive folder could not be read.'])
  mkdirSync(folder)
  write(folder, 'a.txt', 'one')
  await archive.scan()
  expect([taken, [...refused.keys()]]).toEqual([['a.txt one'], []])
})

test('what the database can not take now is tried again, without a word against the file', async () => {
  const folder = makeFolder()
  write(folder, 'a.txt', 'one')
  write(folder, 'b.txt', 'two')
  const [taken, refused, said]: [string[], string[], string[]] = [[], [], []]
  let isFull = true
  const store = async (names: string[], name: string) => {
    if (isFull) throw new StoreError('The disk is full.', { reason: 'full' })
    names.push(name)
  }
  const taker = {
    takeFiles: async (files: readonly GivenFile[]) => {
      for (const { name } of files) await store(taken, name)
      return each(files, () => ({ outcome: 'taken' }))
    },
    refuseFile: (name: string) => store(refused, name),
    holdFile: async () => {},
    forgetFiles: async () => {},
  }
  const log = { ...silent, error: (message: string, { reason } = {} as Facts) => said.push(`${message} ${reason}`) }
  const archive = openArchive(folder, taker, log)
  await archive.scan()
  expect([taken, refused]).toEqual([[], []])
  expect(said).toEqual(['A scan of the archive folder broke off; the next round tries again. The disk is full.'])
  isFull = false
  await archive.scan()
  expect([taken, refused]).toEqual([['a.txt', 'b.txt'], []])
})

test('a file whose time has come is handed over again, one that is a draft when it changed', async () => {
  const folder = makeFolder()
  write(folder, 'later.txt', 'later')
  write(folder, 'draft.txt', 'draft')
  const clock = { now: 1_000 }
  const handed: string[] = []
  const refused: string[] = []
  const taker = {
    takeFiles: (files: readonly GivenFile[]) =>
      each(files, ({ name, bytes }) => {
        handed.push(name)
        if (new TextDecoder().decode(bytes) === 'draft')
          return { outcome: 'held', held: { sentence: 'draft is true.' } }
        if (clock.now >= 5_000) return { outcome: 'taken' }
        return { outcome: 'held', held: { sentence: 'It is still to come.', until: 5_000 } }
      }),
    refuseFile: async () => {},
    holdFile: async (name: string, sentence: string) => void refused.push(`${name}: ${sentence}`),
    forgetFiles: async () => {},
  }
  const archive = openArchive(folder, taker, silent, undefined, () => clock.now)
  await archive.scan()
  expect(refused).toEqual(['draft.txt: draft is true.', 'later.txt: It is still to come.'])
  clock.now = 4_999
  await archive.scan()
  expect(handed.splice(0)).toEqual(['draft.txt', 'later.txt'])
  clock.now = 5_000
  for (const _ of [1, 2]) await archive.scan()
  expect(handed.splice(0)).toEqual(['later.txt'])
  write(folder, 'draft.txt', 'done', 3)
  await archive.scan()
  expect([handed, refused.length]).toEqual([['draft.txt'], 2])
})

test('says that it is being read, that it is gone, and nothing once all is there again', async () => {
  const folder = makeFolder()
  write(folder, 'a.txt', 'one')
  const { archive, taken, refused } = openTest(folder)
  expect(archive.findTrouble()).toMatch(/^The archive folder is being read/)
  await archive.scan()
  expect(archive.findTrouble()).toBeUndefined()
  rmSync(folder, { recursive: true })
  await archive.scan()
  expect(archive.findTrouble()).toMatch(/^The archive folder can not be read/)
  expect(archive.findTrouble()).not.toContain(folder)
  expect(refused.size).toBe(1)
  mkdirSync(folder)
  write(folder, 'a.txt', 'one')
  write(folder, 'b.txt', 'two')
  await archive.scan()
  expect(archive.findTrouble()).toBeUndefined()
  expect([taken, refused.size]).toEqual([['a.txt one', 'b.txt two'], 0])
})
