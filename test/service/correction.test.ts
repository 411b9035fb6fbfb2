import { describe, expect, test } from 'vitest'
import { type Newsdesk, openNewsdesk } from './newsdesk.ts'

/** A wrong number in a headline, a first paragraph and a caption; what a reader may find of it once it is corrected. */

const WRONG = { title: '7711', text: '8811', caption: '9911' }
const RIGHT = { title: '7722', text: '8822', caption: '9922' }
type Numbers = typeof WRONG
/** What is there to show history, and nothing else. */
const HISTORY = /\/versions\/$/
const PLACES = ['one', 'two']

const title = (n: Numbers, place: string) => `Bridge ${place} cost ${n.title} dollars`
const lede = (n: Numbers, place: string) =>
  `The bridge at place ${place} cost ${n.text} dollars, said the mayor of the town.`
const figure = (n: Numbers) =>
  `<figure><img src="https://aranews.net/bridge.jpg" width="600"><figcaption>A bridge of ${n.caption} stones</figcaption></figure>`
const html = (n: Numbers, place: string) =>
  `${figure(n)}<p>${lede(n, place)}</p><p>${'It is open to everybody. '.repeat(60)}</p>`
const plain = (n: Numbers, place: string) => `${lede(n, place)}\n\n${'It is open to everybody. '.repeat(60)}`
const url = (place: string) => `https://aranews.net/2015/06/bridge-${place}/`

function toItem(n: Numbers, place: string): object {
  const date = place === 'one' ? '2015-06-01T10:00:00Z' : '2015-06-10T10:00:00Z'
  return {
    id: `urn:bridge:${place}`,
    url: url(place),
    title: title(n, place),
    content_html: html(n, place),
    authors: [{ name: 'Egid Yousef' }],
    tags: ['Syria'],
    date_published: date,
  }
}

/** One story in a closed document of the archive, and one that is new; ninety others between them. */
async function publish(desk: Newsdesk, take: (place: string) => Promise<unknown>): Promise<string[]> {
  await take('one')
  for (let number = 0; number < 90; number++) {
    await desk.call('/api/items', 'POST', {
      id: `urn:other:${number}`,
      title: `Story ${number}`,
      content_text: `Text ${number}.`,
    })
  }
  await take('two')
  await desk.subscribe()
  const { items } = await desk.call<{ items: { id: string; title: string }[] }>('/api/items?limit=100')
  return items
    .filter((item) => item.title.startsWith('Bridge'))
    .map(({ id }) => id)
    .reverse()
}

function findNumbers(documents: ReadonlyMap<string, string>, { title, text, caption }: Numbers): string[] {
  return (
    [...documents]
      // Any number may stand in a hash.
      .map(([path, document]) => [path, document.replace(/\["etag",[^\]]*\]/g, '')] as const)
      .filter(([, document]) => [title, text, caption].some((each) => document.includes(each)))
      .map(([path]) => path)
  )
}

const hits = async (desk: Newsdesk, word: string) =>
  (await desk.call<{ items: unknown[] }>(`/feed.json?q=${word}`)).items.length

/** Everything shows the right numbers, in as many places as it showed the wrong ones, and nothing the wrong ones. */
async function expectCorrected(desk: Newsdesk, ids: readonly string[], correct: () => Promise<unknown>, right = RIGHT) {
  await desk.push()
  const before = findNumbers(await desk.walk(ids), WRONG)
  expect(before.length).toBeGreaterThan(40)
  expect(await hits(desk, WRONG.text)).toBe(2)
  desk.sent.length = 0
  desk.clock.now += 3_600_000
  await correct()
  await desk.push()
  const after = await desk.walk(ids)
  expect(findNumbers(after, WRONG).filter((path) => !HISTORY.test(path))).toEqual([])
  expect(findNumbers(after, right)).toEqual(expect.arrayContaining(before.filter((path) => !HISTORY.test(path))))
  expect([await hits(desk, WRONG.text), await hits(desk, WRONG.title), await hits(desk, right.text)]).toEqual([0, 0, 2])
  const wrong = desk.sent.filter((body) => Object.values(WRONG).some((number) => body.includes(number)))
  expect(wrong).toEqual([])
}

describe('a wrong number is corrected everywhere', () => {
  const post = (desk: Newsdesk, n: Numbers) => (place: string) => desk.call('/api/items', 'POST', toItem(n, place))
  const note = 'The number was wrong.'

  test('by an edit of the HTML', async () => {
    const desk = await openNewsdesk()
    const ids = await publish(desk, post(desk, WRONG))
    await expectCorrected(desk, ids, () =>
      desk.edit(ids, (index) => {
        const place = PLACES[index] ?? ''
        return { title: title(RIGHT, place), content_html: html(RIGHT, place), note }
      }),
    )
    expect(desk.sent.filter((body) => body.includes(RIGHT.text)).length).toBeGreaterThan(3)
  })

  test('by an edit of the plain text, with the caption', async () => {
    const desk = await openNewsdesk()
    const ids = await publish(desk, post(desk, WRONG))
    await expectCorrected(desk, ids, () =>
      desk.edit(ids, (index) => {
        const place = PLACES[index] ?? ''
        const caption = `A bridge of ${RIGHT.caption} stones`
        return { title: title(RIGHT, place), content_text: plain(RIGHT, place), _ara: { caption }, note }
      }),
    )
  })

  test('by who posted it, who posts it again', async () => {
    const desk = await openNewsdesk()
    const ids = await publish(desk, post(desk, WRONG))
    await expectCorrected(desk, ids, () => Promise.all(PLACES.map(post(desk, RIGHT))))
  })

  test('by a second edit, and by taking the first one back', async () => {
    const desk = await openNewsdesk()
    const ids = await publish(desk, post(desk, RIGHT))
    const wrong = (index: number) => ({
      title: title(WRONG, PLACES[index] ?? ''),
      content_html: html(WRONG, PLACES[index] ?? ''),
    })
    await desk.edit(ids, wrong)
    await expectCorrected(desk, ids, () => desk.edit(ids, () => ({ title: null, content_html: null, note })))
  })

  test('by the same import again', async () => {
    const desk = await openNewsdesk()
    const take = (n: Numbers) => async (place: string) => {
      const bytes = new TextEncoder().encode(
        JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'A', items: [toItem(n, place)] }),
      )
      await desk.call('/api/import', 'POST', { items: desk.service.readFile(`${place}.json`, bytes) })
    }
    const ids = await publish(desk, take(WRONG))
    await expectCorrected(desk, ids, () => Promise.all(PLACES.map(take(RIGHT))))
    expect(desk.sent).toEqual([])
  })

  test('by a file that was changed', async () => {
    const desk = await openNewsdesk()
    const take = (n: Numbers) => async (place: string) => {
      const head = `---\ndate: 2015-06-0${place === 'one' ? 1 : 9}\nslug: bridge-${place}\ntags: [Syria]\nimage: https://aranews.net/bridge.jpg\n---\n`
      const credit = `A bridge of ${n.caption} stones. Photo: ARA News`
      const text = `${head}${title(n, place)}\n\n${credit}\n\nARA News\n\nQamishli, Syria – ${plain(n, place)}\n\nReporting by: Egid Yousef\n`
      await desk.service.takeFile(`${place}.txt`, new TextEncoder().encode(text))
    }
    const ids = await publish(desk, take(WRONG))
    await expectCorrected(desk, ids, () => Promise.all(PLACES.map(take(RIGHT))))
  })

  test.each([
    ['whole text as a summary', (n: Numbers, place: string) => html(n, place)],
    ['cut off text as a summary', (n: Numbers, place: string) => `${lede(n, place).slice(0, 60)} […]`],
    ['summary of its own', (n: Numbers) => `What ${n.text} dollars can do`],
  ])('by the source, which gives the %s', async (_, toDescription) => {
    const desk = await openNewsdesk()
    const take = (n: Numbers) => async (place: string) => {
      const items = (place === 'one' ? ['one'] : PLACES).map((each) => toRssItem(n, each, toDescription(n, each)))
      desk.source.body = `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>W</title>${items.join('')}</channel></rss>`
      await desk.call('/api/sources/wire/refresh', 'POST')
    }
    const ids = await publish(desk, take(WRONG))
    await expectCorrected(desk, ids, () => take(RIGHT)('two'))
  })

  test('by an edit, over a source that sends it wrong again and again', async () => {
    const desk = await openNewsdesk()
    const take = (body: string) => async (place: string) => {
      const items = (place === 'one' ? ['one'] : PLACES).map((each) => toRssItem(WRONG, each, html(WRONG, each), body))
      desk.source.body = `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>W</title>${items.join('')}</channel></rss>`
      await desk.call('/api/sources/wire/refresh', 'POST')
    }
    const ids = await publish(desk, take(''))
    await expectCorrected(desk, ids, async () => {
      await desk.edit(ids, (index) => ({
        title: title(RIGHT, PLACES[index] ?? ''),
        content_html: html(RIGHT, PLACES[index] ?? ''),
        note,
      }))
      await take('<p>And more of it.</p>')('two')
      for (const id of ids) {
        const path = `/api/items/${encodeURIComponent(id)}`
        // What the source says now is proposed to the editor, and to nobody else.
        expect(await desk.call(path)).toMatchObject({
          _ara: { proposed: { content_html: expect.stringContaining(WRONG.text) } },
        })
        const shown = await desk.service.app.request(`https://feeds.example${path}`)
        expect(findNumbers(new Map([[path, await shown.text()]]), WRONG)).toEqual([])
        await desk.call(`${path}/refuse`, 'POST')
      }
    })
  })
})

function toRssItem(n: Numbers, place: string, description: string, more = ''): string {
  const day = place === 'one' ? '01' : '10'
  return `<item><guid isPermaLink="false">urn:bridge:${place}</guid><link>${url(place)}</link><title>${title(n, place)}</title>
    <description><![CDATA[${description}]]></description><content:encoded><![CDATA[${html(n, place)}${more}]]></content:encoded>
    <category>Syria</category><pubDate>${day} Jun 2015 10:00:00 GMT</pubDate></item>`
}
