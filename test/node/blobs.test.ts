import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openBlobs } from '../../src/node/blobs.ts'
import { makeFolder } from './process.ts'

const HASH = 'abcd'.padEnd(64, '0')
const BYTES = Uint8Array.from([1, 2, 3])
const list = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()

describe('kept pictures', () => {
  test.each(['a file', 'memory'])('are there again by their hash, beside a database in %s', async (where) => {
    const blobs = openBlobs(where === 'memory' ? ':memory:' : join(makeFolder(), 'ara.db'))
    expect(await blobs.get(HASH)).toBeUndefined()
    await blobs.put(HASH, BYTES, 'image/png')
    await blobs.put(HASH, BYTES, 'image/png')
    expect(await blobs.get(HASH)).toEqual(BYTES)
    expect(await blobs.get(HASH.replace('a', 'f'))).toBeUndefined()
    await blobs.delete(HASH)
    await blobs.delete(HASH)
    expect(await blobs.get(HASH)).toBeUndefined()
  })

  test('are files beside the database, whole ones only', async () => {
    const folder = makeFolder()
    const blobs = openBlobs(join(folder, 'ara.db'))
    await Promise.all([blobs.put(HASH, BYTES, 'image/png'), blobs.put(HASH, BYTES, 'image/png')])
    expect(list(folder)).toEqual(['media', 'media/ab', 'media/ab/cd', `media/ab/cd/${HASH}`])
  })

  test('that were cut short by a full disk are written again', async () => {
    const folder = makeFolder()
    const blobs = openBlobs(join(folder, 'ara.db'))
    await blobs.put(HASH, BYTES, 'image/png')
    writeFileSync(join(folder, 'media/ab/cd', HASH), '')
    await blobs.put(HASH, BYTES, 'image/png')
    expect(await blobs.get(HASH)).toEqual(BYTES)
  })

  test('that cannot be written are no silent loss', async () => {
    const folder = makeFolder()
    writeFileSync(join(folder, 'media'), 'a file where the folder should be')
    await expect(openBlobs(join(folder, 'ara.db')).put(HASH, BYTES, 'image/png')).rejects.toThrow(
      /^The folder of pictures is none/,
    )
  })
})

test('a folder that can not be used is said without its path, and is no bug', async () => {
  const folder = makeFolder()
  writeFileSync(join(folder, 'media'), 'no folder')
  const blobs = openBlobs(join(folder, 'ara.db'))
  for (const work of [() => blobs.put(HASH, BYTES, 'image/png'), () => blobs.get(HASH)]) {
    await expect(work()).rejects.toMatchObject({ reason: 'ioerr', message: 'The folder of pictures is none.' })
  }
})
