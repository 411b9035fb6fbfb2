/** A draft and its story, however that becomes public: there is one of them, under the code that the editor was shown. */
import { describe, expect, test } from 'vitest'
import { openDatabase } from '../../src/node/sqlite/sqlite.ts'
import { DAY, HOUR, iso, NEWS, NOW, openDesk, SPORT, STORY } from './drafted.ts'

const open = () => openDesk(openDatabase(':memory:'))
type Desk = ReturnType<typeof open>

const ITEM = { id: 'urn:bridge', ...STORY }

async function leadsTo({ service }: Desk, code: string): Promise<string | null> {
  return (await service.app.request(`/s/${code}`)).headers.get('location')
}

async function countChanges({ db }: Desk): Promise<unknown> {
  return db.all('SELECT kind, count(*) AS n FROM changes GROUP BY kind ORDER BY kind')
}

describe('a story that was a draft', () => {
  test('and is posted as public is that one: what the draft said comes over nothing later', async () => {
    const desk = open()
    const code = (await desk.ask('POST', '/api/items', { ...ITEM, date_published: iso(DAY) })).json._ara.code
    const { status, json } = await desk.ask('POST', '/api/items', { ...ITEM, title: 'It is open' })
    expect([status, json._ara.code]).toEqual([201, code])
    desk.clock.now += 2 * DAY
    expect([await desk.service.publishDue(), await desk.list(), await desk.titles()]).toEqual([0, [], ['It is open']])
    expect(await leadsTo(desk, code)).toMatch(/it-is-open|bridge/)
  })

  test('and is imported as public is that one', async () => {
    const desk = open()
    const code = await desk.write({ ...ITEM, publish_at: iso(HOUR) })
    const [received] = desk.service.readFile(
      'a.json',
      new TextEncoder().encode(
        JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: '', items: [ITEM] }),
      ),
    )
    const body = { items: [received], drafts: true }
    expect((await desk.ask('POST', '/api/import', body)).json).toMatchObject({ added: 1 })
    desk.clock.now += DAY
    expect([await desk.service.publishDue(), await desk.list()]).toEqual([0, []])
    expect(await desk.db.all('SELECT code, revision FROM items')).toEqual([{ code, revision: 1 }])
  })

  test('and came from elsewhere meanwhile is found by both codes', async () => {
    const desk = open()
    const url = 'https://news.example/bridge'
    const code = await desk.write({ ...STORY, url, publish_at: iso(HOUR) })
    // As another process would, which knows of no drafts.
    await desk.db.run('UPDATE drafts SET key = ? WHERE code = ?', 'other', code)
    const { json } = await desk.ask('POST', '/api/items', { ...STORY, url })
    expect(json._ara.code).not.toBe(code)
    await desk.db.run('UPDATE drafts SET key = ? WHERE code = ?', String(json._ara.key), code)
    desk.clock.now += DAY
    await desk.service.publishDue()
    expect([await desk.list(), await desk.titles()]).toEqual([[], [STORY.title]])
    expect(await leadsTo(desk, code)).toBe(await leadsTo(desk, json._ara.code))
  })

  test('and was withdrawn meanwhile is not brought back: the draft waits, and the editor is told', async () => {
    const desk = open()
    const { json } = await desk.ask('POST', '/api/items', ITEM)
    const code = await desk.write({ ...ITEM, id: 'urn:other', publish_at: iso(HOUR) })
    await desk.ask('DELETE', `/api/items/${json._ara.code}`, { reason: 'Wrong' })
    const received = `json_set(received, '$.item.guid', 'urn:bridge')`
    await desk.db.run(`UPDATE drafts SET received = ${received}, key = ? WHERE code = ?`, String(json._ara.key), code)
    desk.clock.now += DAY
    expect(await desk.service.publishDue()).toBe(0)
    expect((await desk.list()).map(({ _ara }) => _ara.state)).toEqual(['draft'])
    expect(await desk.titles()).toEqual([`Retracted: ${STORY.title}`])
    const [fault] = await desk.db.all<{ sentence: string }>('SELECT sentence FROM faults')
    expect(fault?.sentence).toContain('This story was retracted')
  })
})

describe('a file', () => {
  const text = (lines: readonly string[], title = 'The dock opens') =>
    ['---', ...lines, '---', title, '', 'The dock was opened again.', ''].join('\n')

  test('whose date is moved before its time follows, either way', async () => {
    const desk = open()
    const { file, list, service, clock, titles } = desk
    await file('dock.md', text([`date: ${iso(DAY)}`]))
    const code = (await list())[0]?._ara.code
    await file('dock.md', text([`date: ${iso(3 * DAY)}`]))
    expect(await list()).toMatchObject([{ publish_at: iso(3 * DAY), _ara: { code } }])
    clock.now += 2 * DAY
    expect(await service.publishDue()).toBe(0)
    await file('dock.md', text(['draft: true', `date: ${iso(3 * DAY)}`]))
    clock.now += 2 * DAY
    expect([await service.publishDue(), (await list())[0]?._ara.state]).toEqual([0, 'draft'])
    await file('dock.md', text([`date: ${iso(3 * DAY)}`]))
    expect([await titles(), await list()]).toEqual([['The dock opens'], []])
    expect(await desk.db.all('SELECT code, revision FROM items')).toEqual([{ code, revision: 1 }])
  })

  test('that is deleted before its time is published never, and its code leads nowhere', async () => {
    const desk = open()
    await desk.file('dock.md', text([`date: ${iso(HOUR)}`]))
    const code = (await desk.list())[0]?._ara.code ?? ''
    await desk.service.forgetFiles([])
    desk.clock.now += DAY
    expect([await desk.service.publishDue(), await desk.titles()]).toEqual([0, []])
    expect((await desk.service.app.request(`/s/${code}`)).status).toBe(404)
  })

  test('that is deleted, edited or dated ahead after publication takes nothing back', async () => {
    const desk = open()
    const { file, service, clock, titles, list } = desk
    await file('dock.md', text([`date: ${iso(HOUR)}`]))
    clock.now += 2 * HOUR
    expect(await service.publishDue()).toBe(1)
    for (const lines of [[`date: ${iso(9 * DAY)}`], ['draft: true'], ['status: private'], ['publish_at: soon']]) {
      const left = await file('dock.md', text(lines, 'Changed'))
      expect([left?.sentence, await titles(), await list()], lines.join()).toEqual([
        expect.stringMatching(/the story is here already, and what the file says now is not taken in\.$/),
        ['The dock opens'],
        [],
      ])
    }
    await service.forgetFiles([])
    expect(await titles()).toEqual(['The dock opens'])
    // Public again it is a revision, with the day that it had.
    await file('dock.md', text([`date: ${iso(HOUR)}`], 'The dock is open'))
    expect(await titles()).toEqual(['The dock is open'])
    expect(await countChanges(desk)).toEqual([
      { kind: 'create', n: 1 },
      { kind: 'revise', n: 1 },
    ])
  })

  test('that is renamed and made public at once keeps its code', async () => {
    const desk = open()
    await desk.file('dock.md', text(['draft: true']))
    const code = (await desk.list())[0]?._ara.code
    await desk.file('pier.md', text(['draft: false']), ['dock.md'])
    expect(await desk.db.all('SELECT code FROM items')).toEqual([{ code }])
    await desk.service.forgetFiles(['pier.md'])
    expect(await desk.list()).toEqual([])
  })

  test('of another channel is published there', async () => {
    const desk = open()
    await desk.file('dock.md', text([`date: ${iso(HOUR)}`, 'channel: sport']))
    desk.clock.now += DAY
    await desk.service.publishDue()
    expect(await desk.db.all('SELECT channel FROM items')).toEqual([{ channel: SPORT.id }])
    expect(NEWS.id).not.toBe(SPORT.id)
  })
})

describe('a public story', () => {
  test.each([
    ['date_published', { date_published: iso(DAY) }],
    ['date_published', { date_published: '2066-01-01' }],
    ['date_published', { title: 'Other', date_published: iso(120_000) }],
  ])('is moved into the future by no %s', async (field, edit) => {
    const desk = open()
    const { json } = await desk.ask('POST', '/api/items', ITEM)
    const answer = await desk.ask('PATCH', `/api/items/${json._ara.code}`, edit)
    expect(answer).toMatchObject({ status: 422, json: { field, detail: expect.stringMatching(/withdraw it first/) } })
    expect(await desk.titles()).toEqual([STORY.title])
  })

  test('tells nothing of how long it waited', async () => {
    const [long, short] = [open(), open()]
    const at = NOW + 40 * DAY
    const item = { ...ITEM, publish_at: new Date(at).toISOString() }
    const codes: string[] = []
    for (const [desk, start] of [
      [long, NOW],
      [short, at - HOUR],
    ] as const) {
      desk.clock.now = start
      const code = await desk.write(item)
      if (desk === long)
        for (let n = 0; n < 9; n++) await desk.ask('PATCH', `/api/drafts/${code}`, { title: `Edit ${n}` })
      await desk.ask('PATCH', `/api/drafts/${code}`, { title: STORY.title })
      desk.clock.now = at + 20_000
      await desk.service.publishDue()
      codes.push(code)
    }
    const shown = async (desk: Desk, code = '') => {
      const paths = ['/feed.atom', '/feed.json', '/feed.rss', '/sitemap.xml', `/api/items/${code}`, '/api/changes', '/']
      const answers = paths.map(async (path) => {
        const text = await (await desk.service.app.request(path)).text()
        return text.replaceAll(code, 'CODE').replace(/"next": ?"?[\w.-]+/g, '')
      })
      return Promise.all(answers)
    }
    await Promise.all([long, short].map(({ db }) => db.run(`UPDATE meta SET value = 'e' WHERE name = 'epoch'`)))
    expect(await shown(long, codes[0])).toEqual(await shown(short, codes[1]))
  })
})
