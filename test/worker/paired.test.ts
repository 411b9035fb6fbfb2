import { reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import zlib from 'node:zlib'
import { expect, test } from 'vitest'
import { createCompress } from '../../src/http/documents/finished.ts'
import { bringUpToDate } from '../../src/store/upgrade/schema.ts'
import { createD1 } from '../../src/worker/bindings.ts'
import written from '../fixtures/paired.txt?raw'
import { findOther, probe } from '../paired/probe.ts'

test('workerd answers as Node does', async () => {
  await reset()
  const db = createD1(env.DB)
  await bringUpToDate(db, { now: Date.now, where: 'The database' })
  expect(findOther(await probe(db, createCompress(zlib)), written)).toEqual([])
})
