import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makeFolder } from '../../src/node/folder.ts'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'

describe('a folder that is made', () => {
  test('is there with those above it, and may be there already', () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'ara-')), 'a', 'b', 'c')
    makeFolder(folder)
    makeFolder(folder)
    expect(existsSync(folder)).toBe(true)
  })

  test('is refused below a file', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'ara-')), 'file')
    writeFileSync(file, '')
    expect(() => makeFolder(join(file, 'a', 'b'))).toThrow(/ENOTDIR/)
  })

  test.runIf(existsSync('/proc/self'))('is refused below /proc, where trying never ended', () => {
    expect(() => openDatabase('/proc/nothing/here/ara.db')).toThrow(
      /^The database \/proc\/nothing\/here\/ara\.db cannot be opened: ENOENT/,
    )
  })
})
