import { readFileSync, writeFileSync } from 'node:fs'
import zlib from 'node:zlib'
import { expect, test } from 'vitest'
import { createCompress } from '../../src/http/documents/finished.ts'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { findOther, probe } from './probe.ts'

const FILE = new URL('../fixtures/paired.txt', import.meta.url)

/** `PAIRED=write` writes down what Node answers now; workerd is then held to it (test/worker/paired.test.ts). */
test('Node answers as it is written down', async () => {
  const db = openDatabase(':memory:')
  const probed = await probe(db, createCompress(zlib))
  db.close()
  if (process.env.PAIRED === 'write') writeFileSync(FILE, `${probed.map(({ line }) => line).join('\n')}\n`)
  expect(findOther(probed, readFileSync(FILE, 'utf8'))).toEqual([])
})
