import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import type { Channel } from '../../src/model/model.ts'
import { openArchive } from '../../src/node/archive.ts'
import { openBlobs } from '../../src/node/blobs.ts'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { createService } from '../../src/service.ts'
import { COMMON_PARTS } from '../service/parts.ts'
import { makeFolder } from './process.ts'

/** Files of the folder as sources with an owner: a whole service over a real folder. */

const BASE = 'https://feeds.example'
const channel: Channel = {
  id: 'ara-news',
  title: 'ARA News',
  description: 'News',
  language: 'en',
  tag: 'aranews.net,2013',
  hosts: ['aranews.net'],
  linkTo: 'permalink',
  agency: 'ARA News',
  sources: [],
}
const TEXT = 'The bridge over the river was opened again on Friday, after a year of work by all of the town.'

/** The smallest PNG, of so many pixels. */
const png = (width: number, height: number) => {
  const bytes = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return bytes
}

type Story = {
  readonly title: string
  readonly content_html: string
  readonly content_text: string
  readonly image?: string
  readonly tags?: readonly string[]
  readonly _ara: {
    readonly code: string
    readonly revision: number
    readonly caption?: string
    readonly image?: object
    readonly proposed?: { readonly title?: string; readonly by: string }
  }
}

async function first(items: () => Promise<Story[]>): Promise<Story> {
  const [item] = await items()
  if (item === undefined) throw new Error('There is no story.')
  return item
}

function open() {
  const folder = makeFolder()
  const db = openDatabase(':memory:')
  const lines: string[] = []
  const log = {
    info: (message: string, facts?: object) => void lines.push(`${message} ${JSON.stringify(facts)}`),
    warn: (message: string, facts?: object) => void lines.push(`${message} ${JSON.stringify(facts)}`),
    error: (message: string, facts?: object) => void lines.push(`${message} ${JSON.stringify(facts)}`),
  }
  const service = createService({
    db,
    fetch: async () => new Response('', { status: 404 }),
    channels: [channel],
    config: { baseUrl: BASE, apiToken: 'token', allowPrivate: [] },
    ...COMMON_PARTS,
    log,
    blobs: openBlobs(':memory:'),
    now: Date.now,
  })
  let age = 1000
  const write = (name: string, text: string | Buffer) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
    const then = Date.now() / 1000 - --age
    utimesSync(join(folder, name), then, then)
  }
  const handed: string[] = []
  const start = () => {
    const taker = {
      ...service,
      takeFiles: (files: Parameters<typeof service.takeFiles>[0]) => {
        handed.push(...files.map(({ name }) => name))
        return service.takeFiles(files)
      },
    }
    return openArchive(folder, taker, log)
  }
  const archive = start()
  const ask = async (path: string, method = 'GET', json?: object) => {
    const body = json === undefined ? {} : { body: JSON.stringify(json) }
    const type: Record<string, string> = json === undefined ? {} : { 'content-type': 'application/json' }
    return service.app.request(`${BASE}${path}`, {
      method,
      headers: { authorization: 'Bearer token', ...type },
      ...body,
    })
  }
  const items = async () => ((await (await ask('/feed.json')).json()) as { items: Story[] }).items
  const faults = async () => (await (await ask('/api/faults.atom')).text()).split('<content type="text">').slice(1)
  return { folder, db, service, write, archive, start, handed, ask, items, faults, lines }
}

test('only what is meant as a story is one; Markdown is rendered', async () => {
  const { write, archive, items, faults, lines } = open()
  for (const name of [
    'README',
    'README.md',
    'readme.de.txt',
    'LICENSE.txt',
    '.hidden.md',
    '_draft.md',
    'a.txt~',
    '#a.txt#',
    '.a.txt.swp',
    'a.txt.bak',
    'notes',
    'dock.png',
    'CHANGELOG.md',
    'todo.md',
    'TO-DO.txt',
  ])
    write(name, `${name}\n\n${TEXT}`)
  write('story.md', `# The *bridge* opens\n\n${TEXT}\n\n* one\n* **two**\n\n<b>x</b> <!-- ask again -->`)
  write('plain.txt', `# Not a heading\n\n${TEXT} *Two*.`)
  await archive.scan()
  await archive.scan()
  const found = await items()
  expect(found.map(({ title }) => title).sort()).toEqual(['# Not a heading', 'The bridge opens'])
  const html = found.find(({ title }) => title === 'The bridge opens')?.content_html
  expect(html).toContain('<li><strong>two</strong></li>')
  expect(html).toContain('&lt;b&gt;x&lt;/b&gt;')
  expect(html).not.toContain('ask again')
  expect(await faults()).toEqual([])
  expect(lines.filter((line) => line.includes('is no story')).length).toBe(12)
})

test('what a changed file says of a story that was edited is proposed, told of, and taken or refused', async () => {
  const { write, archive, items, faults, ask } = open()
  write('story.txt', `The bridge opens\n\n${TEXT}`)
  await archive.scan()
  const code = (await first(items))._ara.code
  const path = `/api/items/${code}`
  await ask(path, 'PATCH', { title: 'The long bridge opens' })
  expect(await faults()).toEqual([])
  expect((await ask(`${path}/accept`, 'POST')).status).toBe(409)

  write('story.txt', `The new bridge opens\n\n${TEXT} It is safe.`)
  await archive.scan()
  const [fault = '', ...others] = await faults()
  expect(others).toEqual([])
  expect(fault).toContain(`POST ${path}/accept takes it, POST ${path}/refuse leaves the story as it is.`)
  const shown = (await (await ask(path)).json()) as Story
  expect([shown.title, shown._ara.proposed?.title, shown._ara.proposed?.by]).toEqual([
    'The long bridge opens',
    'The new bridge opens',
    'archive',
  ])
  // Nothing that the editor did not touch waits.
  expect(shown.content_text).toContain('It is safe.')
  expect(await (await ask('/feed.json')).text()).not.toContain('proposed')

  // Another edit does not pass for a decision about this one.
  await ask(path, 'PATCH', { tags: ['Bridges'] })
  expect((await faults()).length).toBe(1)
  expect((await ask(`${path}/accept`, 'POST', { revision: 1 })).status).toBe(409)
  expect((await ask(`${path}/refuse`, 'POST')).status).toBe(200)
  expect(await faults()).toEqual([])
  expect((await items())[0]?.title).toBe('The long bridge opens')

  write('story.txt', `The newest bridge opens\n\n${TEXT} It is safe.`)
  await archive.scan()
  expect((await faults()).length).toBe(1)
  const accepted = (await (await ask(`${path}/accept`, 'POST', { note: 'As the file has it.' })).json()) as Story
  expect([accepted.title, accepted.tags]).toEqual(['The newest bridge opens', ['Bridges']])
  expect(await faults()).toEqual([])
  // What was taken follows the file again.
  write('story.txt', `The last bridge opens\n\n${TEXT} It is safe.`)
  await archive.scan()
  expect((await items())[0]?.title).toBe('The last bridge opens')
  expect(await faults()).toEqual([])
})

test('a file that changes under a story that was taken back is told of', async () => {
  const { write, archive, items, faults, ask } = open()
  write('story.txt', `The bridge opens\n\n${TEXT}`)
  await archive.scan()
  const code = (await first(items))._ara.code
  await ask(`/api/items/${code}`, 'DELETE', { reason: 'Not so.' })
  write('story.txt', `The bridge opens\n\n${TEXT} It is safe.`)
  await archive.scan()
  expect((await faults())[0]).toContain('it was taken back, and stays so')
  await ask(`/api/items/${code}/restore`, 'POST')
  expect((await items())[0]?.content_text).not.toContain('It is safe.')
  expect((await ask(`/api/items/${code}/accept`, 'POST')).status).toBe(200)
  expect((await items())[0]?.content_text).toContain('It is safe.')
  expect(await faults()).toEqual([])
})

test('a file that is gone is told of; with another name it is the same story', async () => {
  const { folder, write, archive, start, items, faults, ask } = open()
  write('a.md', `# The bridge opens\n\nShort.`)
  write('b.txt', `The road opens\n\n${TEXT}`)
  await archive.scan()
  renameSync(join(folder, 'a.md'), join(folder, 'renamed.md'))
  await archive.scan()
  expect((await items()).length).toBe(2)
  expect(await faults()).toEqual([])
  write('renamed.md', `# The bridge is open\n\nShort.`)
  await archive.scan()
  expect((await items()).map(({ title }) => title).sort()).toEqual(['The bridge is open', 'The road opens'])

  const text = readFileSync(join(folder, 'b.txt'))
  rmSync(join(folder, 'b.txt'))
  await archive.scan()
  await archive.scan()
  const [fault = '', ...others] = await faults()
  expect(others).toEqual([])
  expect(fault).toContain('b.txt is gone; its story “The road opens”')
  expect((await items()).length).toBe(2)
  write('b.txt', text)
  await archive.scan()
  expect(await faults()).toEqual([])

  // Taken away while the service does not run.
  rmSync(join(folder, 'b.txt'))
  await start().scan()
  expect((await faults()).length).toBe(1)
  const code = (await items()).find(({ title }) => title === 'The road opens')?._ara?.code
  expect((await ask(`/api/items/${code}/refuse`, 'POST')).status).toBe(200)
  expect(await faults()).toEqual([])
  await start().scan()
  expect(await faults()).toEqual([])
})

test('a picture beside a story comes along, with its type and size, and changes with its file', async () => {
  const { write, archive, items, ask, service } = open()
  write('dock.png', png(640, 480))
  write('images/b c.png', png(320, 200))
  write(
    'story.md',
    `---\nimage: {url: dock.png, alt: A dock, caption: The dock at noon}\n---\n# The bridge opens\n\n${TEXT}\n\n![Sacks](images/b%20c.png "Sacks of tea")\n`,
  )
  await archive.scan()
  const item = await first(items)
  expect(item.image).toMatch(/^https:\/\/feeds\.example\/media\/[0-9a-f]{64}$/)
  const [, path = ''] = /example(\/media\/[0-9a-f]+)/.exec(item.image ?? '') ?? []
  const response = await service.app.request(`${BASE}${path}`)
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png'])
  expect(Buffer.from(await response.arrayBuffer())).toEqual(png(640, 480))
  expect(item._ara.image).toMatchObject({ type: 'image/png', width: 640, height: 480, alt: 'A dock' })
  expect(item._ara.caption).toBe('The dock at noon')
  expect(item.content_html).toMatch(/<img src="https:\/\/feeds\.example\/media\/[0-9a-f]{64}" alt="Sacks"/)
  const rss = await (await ask('/feed.rss')).text()
  expect(rss).toContain(`<media:content url="${item.image}" type="image/png" medium="image" width="640" height="480"`)

  // A text that was given out and comes back has our addresses of its pictures.
  await ask(`/api/items/${item._ara.code}`, 'PATCH', { content_html: `${item.content_html}<p>It is safe.</p>` })
  const inText = /\/media\/[0-9a-f]{64}/.exec(item.content_html)?.[0] ?? ''
  expect((await service.app.request(`${BASE}${inText}`)).status).toBe(200)

  write('dock.png', png(800, 600))
  await archive.scan()
  const changed = await first(items)
  expect(changed.image).not.toBe(item.image)
  expect(changed._ara.revision).toBe(3)
  expect((await service.app.request(changed.image ?? '')).status).toBe(200)
})

test('what is no picture of the folder is told of by name, and the story comes without it', async () => {
  const { folder, write, archive, items, faults } = open()
  const outside = makeFolder()
  writeFileSync(join(outside, 'secret.png'), png(1, 1))
  symlinkSync(join(outside, 'secret.png'), join(folder, 'link.png'))
  symlinkSync(outside, join(folder, 'away'))
  execFileSync('mkfifo', [join(folder, 'pipe.png')])
  write('text.png', 'no picture at all')
  write('drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>')
  write('big.png', Buffer.concat([png(1, 1), Buffer.alloc(10 * 1024 * 1024)]))
  write('.git/x.png', png(1, 1))
  const names = [
    'later.png',
    '../secret.png',
    join('..', outside.split('/').at(-1) ?? '', 'secret.png'),
    'link.png',
    'away/secret.png',
    'pipe.png',
    'text.png',
    'drawing.svg',
    'big.png',
    '.git/x.png',
    `file://${outside}/secret.png`,
    'images/..%2f..%2fsecret.png',
  ]
  for (const [at, name] of names.entries())
    write(`${at}.md`, `---\nimage: "${name}"\n---\n# The bridge ${at} opens\n\n${at} ${TEXT}`)
  await archive.scan()
  expect((await items()).map(({ image }) => image)).toEqual(names.map(() => undefined))
  const told = await faults()
  for (const name of names) expect(told.filter((one) => one.includes(`Its picture ${name} `)).length, name).toBe(1)
  write('later.png', png(200, 100))
  await archive.scan()
  expect((await faults()).length).toBe(names.length - 1)
  expect((await items()).filter(({ image }) => image !== undefined).length).toBe(1)
})

test('a picture is not public before its story is', async () => {
  const { write, archive, db, ask, items } = open()
  write('dock.png', png(640, 400))
  write('story.md', `---\nimage: dock.png\ndraft: true\n---\n# The bridge opens\n\n${TEXT}`)
  await archive.scan()
  expect(await db.all('SELECT * FROM pictures')).toEqual([])
  write('story.md', `---\nimage: dock.png\n---\n# The bridge opens\n\n${TEXT}`)
  await archive.scan()
  const { image = '', _ara } = await first(items)
  expect((await ask(image.slice(BASE.length))).status).toBe(200)
  await ask(`/api/items/${_ara.code}`, 'DELETE', { reason: 'Not so.' })
  expect((await ask(image.slice(BASE.length))).status).toBe(404)
})

test('a start reads nothing again that is as it was', async () => {
  const { write, archive, start, handed, folder } = open()
  write('dock.png', png(640, 400))
  write('a.md', `---\nimage: dock.png\n---\n# The bridge opens\n\n${TEXT}`)
  write('b.txt', `The road opens\n\n${TEXT}`)
  await archive.scan()
  expect(handed.splice(0)).toEqual(['a.md', 'b.txt'])
  await start().scan()
  expect(handed).toEqual([])
  utimesSync(join(folder, 'b.txt'), 1, 1)
  await start().scan()
  expect(handed).toEqual([])
  write('dock.png', png(650, 400))
  await start().scan()
  expect(handed.splice(0)).toEqual(['a.md'])
})

test('keys that are not known are told of, and the story is taken; one about being public holds it', async () => {
  const { write, archive, items, faults } = open()
  write('a.md', `---\ntitel: X\nweight: 3\n---\n# The bridge opens\n\n${TEXT}`)
  write('b.md', `---\nmeta:\n  extra: {مسودة: نعم}\n---\n# The road opens\n\n${TEXT}`)
  await archive.scan()
  expect((await items()).map(({ title }) => title)).toEqual(['The bridge opens'])
  const told = (await faults()).join()
  expect(told).toContain('did you mean title?')
  expect(told).toContain('says weight, which is not known and left out')
  expect(told).toContain('b.md: مسودة does not plainly say that the story is public')
  write('a.md', `# The bridge opens\n\n${TEXT}`)
  await archive.scan()
  expect((await faults()).length).toBe(1)
})
