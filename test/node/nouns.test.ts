import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { NOUNS } from '../../src/node/commands/acts.ts'
import { renderMembers, renderRows } from '../../src/node/commands/table.ts'
import { callCommand, type Installation, install } from './installation.ts'
import { TOKEN } from './process.ts'

/** The API in words: of the database of a folder, and of a service that runs. */

const call = (installation: Installation, line: string | readonly string[], token?: string) =>
  callCommand(installation, typeof line === 'string' ? line.split(' ') : line, token)

type Code = { readonly _ara: { readonly code: string } }
type Story = Code & { readonly title: string; readonly url: string }

let installation: Installation
const at = (name: string) => join(installation.folder, name)
const run = async (line: string | readonly string[]) => {
  const { code, out, err } = await call(installation, line)
  if (code !== 0) throw new Error(err)
  return out
}
const json = async <T>(...words: string[]) => JSON.parse(await run([...words, '--json'])) as T

beforeEach(() => {
  installation = install()
})
afterEach(() => void vi.restoreAllMocks())

const STORY = '# The bridge opens\n\nKobane, Syria – The bridge over the river opened on Monday.\n'

describe('ara', () => {
  test('helps with each command, and with an example that is one', async () => {
    for (const { noun, acts } of NOUNS) {
      expect(await run([noun, '--help'])).toContain(acts[0]?.about)
      for (const { verb, example } of acts) {
        const help = await run([noun, verb, '--help'])
        expect(help).toContain(`Example:\n  ${example}`)
        expect(example.replace(/^ara /, '')).toMatch(new RegExp(`^${noun} ${verb}\\b`))
      }
    }
    for (const name of [
      'publish',
      'retract',
      'restore',
      'add',
      'refresh',
      'preview',
      'import',
      'export',
      'backup',
      'reclean',
    ])
      expect(await run([name, '--help'])).toMatch(new RegExp(`Example:\\n {2}ara ${name}\\b`))
  })

  test.each([
    ['sources nonsense', 'is no member: write name=value.'],
    ['sources show', "missing required argument 'id'"],
    ['sources edit partner', "missing required argument 'member=value'"],
    ['stories edit k3xp9a title', 'is no member'],
    ['retract k3xp9a', "required option '--reason <text>' not specified"],
    ['drafts list --all', "unknown option '--all'"],
    ['publish', "missing required argument 'file'"],
    ['publish a.txt --type word', 'Allowed choices are json, markdown, text.'],
    ['tokens list --to feeds.example', 'An address begins with http:// or https://.'],
  ])('%s ends with 2 and a sentence', async (line, sentence) => {
    const { code, out, err } = await call(installation, line)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(sentence)
  })

  test.each([
    ['sources show partner', 'There is no source'],
    ['stories show k3xp9a', 'There is no item with this id or code.'],
    ['stories list colour=red', 'colour'],
    ['publish nofile.md', 'it is not there (ENOENT)'],
    ['publish package.json --at yesterday', '“yesterday” is no time; write 2026-12-24T08:00'],
    ['publish package.json --at 2001-01-01T08:00:00Z', 'is past: leave --at out to publish now.'],
    ['stories list --to http://127.0.0.1:9', 'API_TOKEN is missing'],
    ['stories list --to http://127.0.0.1:9 --token-file nofile', 'it is not there (ENOENT)'],
  ])('%s ends with 1 and one sentence', async (line, sentence) => {
    const { code, out, err } = await call(installation, line)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain(sentence)
    expect(err.trim().split('\n')).toHaveLength(1)
  })
})

describe('in the database of a folder', () => {
  test('a story is published, listed, corrected, retracted and restored', async () => {
    writeFileSync(at('bridge.md'), STORY)
    expect(await run(['publish', at('bridge.md')])).toMatch(
      /^code +\w+\nstate +published\ntitle +The bridge opens\nurl /,
    )
    const { items } = await json<{ items: Story[] }>('stories', 'list')
    const { _ara, title } = items[0] as Story
    const { code } = _ara
    expect(title).toBe('The bridge opens')
    expect(await run(['stories', 'list', 'limit=5'])).toMatch(new RegExp(`^CODE +DATE_PUBLISHED +TITLE\n${code} `))
    const edited = await json<Story>(
      'stories',
      'edit',
      code,
      'title=The bridge is open',
      '_ara.dateline=Kobane',
      'tags=a',
      'tags=b',
    )
    expect(edited).toMatchObject({ title: 'The bridge is open', tags: ['a', 'b'] })
    expect(await json('retract', code, '--reason', 'It is not.')).toMatchObject({
      state: 'retracted',
      reason: 'It is not.',
    })
    expect(await call(installation, ['stories', 'show', code])).toMatchObject({
      code: 1,
      err: 'This story was retracted.\n',
    })
    expect(await run(['restore', code])).toMatch(/^title +The bridge is open$/m)
    expect(await json('stories', 'retract', code, '--reason', 'Danger.', '--erase')).toMatchObject({ erased: true })
  })

  test('with --json what is said is what the API says, and one value', async () => {
    writeFileSync(at('bridge.md'), STORY)
    const told = await run(['publish', at('bridge.md'), '--json'])
    const { _ara } = JSON.parse(told) as Story
    const said = await (await installation.ask(`/api/items/${_ara.code}`)).text()
    expect((await run(['stories', 'show', _ara.code, '--json'])).trim()).toBe(said.trim())
  })

  test('a draft is written, at a time too, listed, edited, published and thrown away', async () => {
    writeFileSync(at('bridge.txt'), STORY.replace('# ', ''))
    writeFileSync(at('road.json'), JSON.stringify({ title: 'The road opens', content_text: 'It is open.' }))
    const draft = await json<Story & { publish_at: string }>(
      'publish',
      at('bridge.txt'),
      '--at',
      '2096-01-01T08:00:00Z',
    )
    expect(draft).toMatchObject({
      publish_at: expect.stringMatching(/^2096-01-01T08:00:00/),
      _ara: { state: 'scheduled' },
    })
    const road = await json<Story>('publish', at('road.json'), '--draft')
    expect(road).toMatchObject({ title: 'The road opens', _ara: { state: 'draft' } })
    const list = await run('drafts list')
    expect(list.split('\n')[0]).toMatch(/^CODE +STATE +PUBLISH_AT +TITLE$/)
    expect(list.split('\n')).toHaveLength(4)
    expect(await json('drafts', 'edit', road._ara.code, 'note=Wait.')).toMatchObject({ note: 'Wait.' })
    expect(await run(['drafts', 'publish', road._ara.code])).toContain('The road opens')
    expect(await json('drafts', 'remove', draft._ara.code)).toMatchObject({ state: 'deleted' })
    expect(await run('drafts list')).toBe('')
  })

  test('sources are listed by their name alone, edited, paused and removed; lists say how they go on', async () => {
    for (const id of ['one', 'two']) await json('sources', 'add', `http://127.0.0.1:9/${id}`, `id=${id}`)
    expect(await run('sources')).toBe(await run('sources list'))
    expect(await json('sources', 'edit', 'one', 'title="1"', 'channel=desk')).toMatchObject({ title: '1' })
    expect(await json('sources', 'pause', 'one')).toMatchObject({ paused: true })
    expect(await json('sources', 'resume', 'one')).toMatchObject({ paused: false })
    const { out, err } = await call(installation, 'sources list limit=1')
    expect(out.split('\n')).toHaveLength(3)
    const more = /^There are more: (.+)\n$/.exec(err)?.[1] ?? ''
    expect((await run(['sources', 'list', ...more.split(' ')])).split('\n').length).toBeGreaterThan(1)
    expect(await call(installation, 'sources remove two')).toMatchObject({ code: 0 })
    expect(await call(installation, 'sources show two')).toMatchObject({ code: 1, out: '' })
  })

  test('links and webhooks are made, shown, changed and taken away', async () => {
    expect(await json('links', 'add', 'alias=newroz', 'url=https://aranews.net/')).toMatchObject({
      alias: 'newroz',
    })
    expect(await run('links list')).toContain('newroz')
    expect(await json('links', 'edit', 'newroz', 'url=https://aranews.net/2')).toMatchObject({
      url: 'https://aranews.net/2',
    })
    expect((await call(installation, 'links remove newroz')).code).toBe(0)
    const { id } = await json<{ id: string }>('webhooks', 'add', 'https://partner.example/hook', 'kinds=["create"]')
    expect(await run('webhooks list')).toContain('https://partner.example/hook')
    expect(await json('webhooks', 'pause', id)).toMatchObject({ paused: true })
    expect(await run(['webhooks', 'deliveries', id])).toBe('')
    expect(await call(installation, ['webhooks', 'remove', id])).toMatchObject({
      code: 0,
      out: '',
      err: `${id} is gone.\n`,
    })
  })
})

test('a service that runs is asked by the same words, with a token out of a file', async () => {
  const opened = await installation.open()
  const server = createServer(getRequestListener(opened.service.app.fetch))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const to = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  try {
    writeFileSync(at('token'), `${TOKEN}\n`)
    writeFileSync(at('bridge.md'), STORY)
    const elsewhere = ['--to', to, '--token-file', at('token')]
    const { _ara } = await json<Story>('publish', at('bridge.md'), ...elsewhere)
    expect(await run(['stories', 'list', ...elsewhere])).toContain(_ara.code)
    const { id } = await json<{ id: string }>('webhooks', 'add', 'https://partner.example/hook', ...elsewhere)
    expect(await call(installation, ['webhooks', 'remove', id, ...elsewhere])).toMatchObject({
      code: 0,
      err: `${id} is gone.\n`,
    })
    expect(await call(installation, ['drafts', 'list', '--to', to], 'wrong')).toMatchObject({ code: 1, out: '' })
    expect(await call(installation, ['drafts', 'list', '--to', to], TOKEN)).toMatchObject({ code: 0 })
  } finally {
    server.close()
    await opened.close()
  }
})

describe('a table', () => {
  const rows = [
    { code: 'a', _ara: { name: 'Bridge' }, at: '2015-06-10T12:30:00Z' },
    { code: '桥梁', _ara: { name: 'پردەکە کرایەوە' }, at: '2015-06-10T12:30:00+02:00' },
    { code: 'e\u0301', _ara: { name: 'x'.repeat(80) }, at: null },
  ]

  test('has its columns below each other in wide letters, marks and letters from the right, and local time', () => {
    const lines = renderRows(rows, ['code', '_ara.name', 'at'], 'Asia/Baghdad').split('\n')
    expect(lines[0]).toMatch(/^CODE {2}NAME {59}AT$/)
    expect(lines[1]).toBe(`a     Bridge${' '.repeat(57)}2015-06-10 15:30`)
    expect(lines[2]).toBe(`桥梁  \u2068پردەکە کرایەوە\u2069${' '.repeat(61 - 14 + 2)}2015-06-10 13:30`)
    expect(lines[3]).toBe(`e\u0301     ${'x'.repeat(60)}…`)
  })

  test('lets no text command the terminal or turn it around', () => {
    expect(
      renderMembers({
        title: 'a\u001b[2J\u009b2J\nb\u202e',
        tags: ['a', 'b'],
        _ara: { code: 'c', places: [{ slug: 'x' }] },
      }),
    ).toBe('title        a [2J 2J b\ntags         a, b\n_ara.code    c\n_ara.places  [{"slug":"x"}]\n')
  })
})
