import { expect, test } from 'vitest'
import { toDifference } from '../../../src/publish/difference.ts'
import { BASE, list, openBackend, story, type TestBackend } from '../backend.ts'

/** What was changed of a story, and how readers are told. */

async function withCorrections(): Promise<{ backend: TestBackend; path: string; id: string }> {
  const backend = openBackend()
  const id = await backend.take(story('Bridge opens', 'The bridge is open.'))
  const [listed] = await list(backend)
  const edit = async (json: object) => {
    backend.clock.now += 3_600_000
    const path = `/api/items/${encodeURIComponent(id)}`
    expect((await backend.ask(path, { method: 'PATCH', token: true, json })).status).toBe(200)
  }
  await edit({ title: 'Bridge closed', note: 'It is <closed>.', substantive: true })
  await edit({ content_html: '<p>The bridge is shut.</p><p>More is expected on Friday.</p>' })
  return { backend, id, path: new URL(listed?._ara.permalink ?? '').pathname }
}

test('every version has its time, its note and what became of the text', async () => {
  const { backend, path } = await withCorrections()
  const story = await (await backend.ask(path)).text()
  expect(story).toContain('<a href="versions/">All versions</a>')
  expect(story).toContain('<strong>Corrected</strong> <time datetime="2015-06-10T13:00:00.000Z">')
  const response = await backend.ask(`${path}versions/`)
  const text = await response.text()
  expect(response.status).toBe(200)
  expect(text).toContain(`<link rel="canonical" href="${BASE}${path}">`)
  expect(text.match(/<li><h2>/g)).toHaveLength(3)
  expect(text).toContain('<bdi>It is &lt;closed&gt;.</bdi>')
  expect(text).toContain('<del>Bridge opens</del>')
  expect(text).toContain('<ins>Bridge closed</ins>')
  expect(text).toContain('<del>The bridge is open.</del>')
  expect(text).toContain('<ins>The bridge is shut.</ins>')
  expect(text).not.toContain('<ins>More is expected')
  expect(text.indexOf('shut')).toBeLessThan(text.indexOf('<del>Bridge opens'))
})

test('a story that nobody changed says nothing of versions', async () => {
  const backend = openBackend()
  await backend.take(story('Bridge opens', 'The bridge is open.'))
  const [listed] = await list(backend)
  const text = await (await backend.ask(new URL(listed?._ara.permalink ?? '').pathname)).text()
  expect(text).not.toContain('versions/')
})

test('no version of a retracted story is left to be read', async () => {
  const { backend, id, path } = await withCorrections()
  const json = { reason: 'Untrue.' }
  await backend.ask(`/api/items/${encodeURIComponent(id)}`, { method: 'DELETE', token: true, json })
  const response = await backend.ask(`${path}versions/`)
  expect(response.status).toBe(410)
  expect(await response.text()).not.toContain('shut')
})

test('a difference keeps what both have in common, in order', () => {
  const steps = toDifference(['a', 'b', 'c', 'd'], ['a', 'x', 'c', 'y', 'd'])
  expect(steps.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
    'same a',
    'gone b',
    'new x',
    'same c',
    'new y',
    'same d',
  ])
  expect(toDifference([], ['a'])).toEqual([{ kind: 'new', text: 'a' }])
  expect(toDifference(['a'], [])).toEqual([{ kind: 'gone', text: 'a' }])
  expect(toDifference(new Array<string>(5_000).fill('a'), ['a'])).toHaveLength(5_001)
})

test('of a long text only what differs is shown; where all of it does, it is shown whole', () => {
  const long = Array.from({ length: 5_000 }, (_, index) => `Paragraph ${index}`)
  const changed = toDifference(long, long.with(2_500, 'Another'))
  expect(changed.filter(({ kind }) => kind !== 'same')).toEqual([
    { kind: 'gone', text: 'Paragraph 2500' },
    { kind: 'new', text: 'Another' },
  ])
  const lines = (other: string) =>
    Array.from({ length: 250_000 }, (_, index) => (index % 2 ? 'a' : `${other}${index % 5}`))
  expect(toDifference(lines('b'), lines('c')).slice(249_999, 250_001)).toEqual([
    { kind: 'gone', text: 'a' },
    { kind: 'new', text: 'c0' },
  ])
})
