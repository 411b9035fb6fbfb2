import { describe, expect, test } from 'vitest'
import { list, openBackend } from '../backend.ts'

type Json = { readonly [name: string]: unknown }
type Shown = { readonly id: string; readonly language?: string; readonly _ara: { readonly direction: string } }

const ACRONYMS = 'قال متحدث: "YPG, YPJ, SDF, PYD, ENKS, PDK-S, TEV-DEM, HPG, PKK" اليوم'

async function post(json: Json, backend = openBackend()) {
  const send = async (method: string, path: string, body: Json) => {
    const response = await backend.ask(path, { method, token: true, json: body })
    const answer = (await response.json()) as Shown & { readonly detail?: string; readonly field?: string }
    return { ...answer, status: response.status }
  }
  const item = await send('POST', '/api/items', json)
  const patch = (fields: Json) => send('PATCH', `/api/items/${encodeURIComponent(item.id)}`, fields)
  return { backend, item, patch }
}

const toSet = ({ language, _ara: { direction } }: Shown) => `${language} ${direction}`

describe('language and direction that an editor sets', () => {
  test('stand when a story is posted', async () => {
    const said = await post({ title: 'PYD: YPG, YPJ, SDF', content_text: ACRONYMS, language: 'ar' })
    expect(toSet(said.item)).toBe('ar rtl')
    const told = await post({ title: 'PYD: YPG, YPJ, SDF', content_text: ACRONYMS })
    expect(toSet(told.item)).toBe('ar rtl')
    const turned = await post({ title: 'The bridge is open', content_text: 'It is.', _ara: { direction: 'rtl' } })
    expect(toSet(turned.item)).toBe('en rtl')
  })

  test('stand when a story is changed, until they are taken back', async () => {
    const { patch } = await post({ title: 'The bridge', content_text: 'The bridge is open and the people are happy.' })
    expect(toSet(await patch({ language: 'tr' }))).toBe('tr ltr')
    expect(toSet(await patch({ _ara: { direction: 'rtl' } }))).toBe('tr rtl')
    expect(toSet(await patch({ content_text: ACRONYMS }))).toBe('tr rtl')
    expect(toSet(await patch({ _ara: { direction: 'ltr' } }))).toBe('tr ltr')
    expect(toSet(await patch({ language: null, _ara: { direction: null } }))).toBe('ar rtl')
  })

  test('a direction that is none is refused by name', async () => {
    const { item, patch } = await post({ title: 'A', content_text: 'B', _ara: { direction: 'up' } })
    expect(item).toMatchObject({ status: 422, field: '_ara.direction' })
    const { patch: change } = await post({ title: 'A', content_text: 'B' })
    expect(await change({ _ara: { direction: 'up' } })).toMatchObject({ status: 422, field: '_ara.direction' })
    expect(patch).toBeDefined()
  })

  test('stand in a story file', async () => {
    const body = '---\nlanguage: ar\ndirection: ltr\n---\nPYD\n\nقال متحدث باسم القوات اليوم'
    const backend = openBackend()
    const response = await backend.ask('/api/items', { method: 'POST', token: true, body, type: 'text/plain' })
    expect(toSet((await response.json()) as Shown)).toBe('ar ltr')
  })
})

describe('stories of a language are listed whatever the tag', () => {
  test.each<[tag: string, text: string, found: string, not: string]>([
    ['en-US', 'The forces of the town said that they were in the centre.', 'en en-US en-us EN', 'en-GB ar'],
    ['ar-SY', 'دخلت القوات مركز المدينة بعد معارك.', 'ar ar-SY', 'ar-IQ fa'],
    ['tr-TR', 'Kobani’de çatışma çıktı ve askerler girdi.', 'tr tr-TR', 'ku'],
    ['kmr-TR', 'Hêzên kurdî li Kobanê pêş ketin', 'ku kmr ku-TR kmr-TR', 'ckb tr'],
    ['ckb-IR', 'نرخی نەوت دابەزی', 'ckb ckb-IR', 'fa ku'],
    ['ku-IQ', 'نرخی نەوت دابەزی', 'ku ku-IQ ckb', 'ar'],
    ['zh-Hant-TW', '數百個家庭返回科巴尼', 'zh zh-Hant zh-TW zh-Hant-TW', 'zh-CN'],
  ])('%s', async (language, text, found, not) => {
    const { backend, item } = await post({ title: 'A', content_text: text, language })
    expect(item.language).toBe(Intl.getCanonicalLocales(language)[0])
    for (const name of found.split(' ')) expect(await list(backend, `/api/items?lang=${name}`), name).toHaveLength(1)
    for (const name of not.split(' ')) expect(await list(backend, `/api/items?lang=${name}`), name).toEqual([])
  })
})
