import { expect, test } from 'vitest'
import { openNewsdesk } from './newsdesk.ts'

/** Cleaning all again: how far it is, and nothing where nothing is to be done. */

const STORIES = 60

async function fill() {
  const desk = await openNewsdesk()
  for (let n = 0; n < STORIES; n++) {
    await desk.call('/api/items', 'POST', { id: `urn:${n}`, title: `Bridge ${n}`, content_text: `Bridge ${n} opens.` })
  }
  const told: string[] = []
  const reclean = async () => {
    told.length = 0
    await desk.service.reclean((done, all) => told.push(`${done} of ${all}`))
    return [...told]
  }
  return { desk, reclean }
}

test('tells how far it is, and the next time there is nothing to do', async () => {
  const { reclean } = await fill()
  expect(await reclean()).toEqual(['25 of 60', '50 of 60', '60 of 60'])
  expect(await reclean()).toEqual([])
})

test('stories that came since need nothing, those that other rules made do', async () => {
  const { desk, reclean } = await fill()
  await reclean()
  await desk.call('/api/items', 'POST', { id: 'urn:new', title: 'Tunnel', content_text: 'A tunnel opens.' })
  expect(await reclean()).toEqual([])
  await desk.db.run(`UPDATE items SET fingerprint = '1.1:' || substr(fingerprint, instr(fingerprint, ':') + 1)
    WHERE id = (SELECT max(id) FROM items)`)
  expect(await reclean()).toHaveLength(3)
  expect(await reclean()).toEqual([])
})
