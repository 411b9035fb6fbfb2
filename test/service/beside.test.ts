import { expect, test } from 'vitest'
import { type Newsdesk, openNewsdesk } from './newsdesk.ts'

/** What stands beside a text is corrected alone, and reaches readers however it comes. */

const ID = 'urn:bridge'
const TEXT = `The bridge over the river is open to everybody. ${'It took a year to build. '.repeat(20)}`

type Beside = {
  readonly summary: string
  readonly tags: readonly string[]
  readonly image: string
  readonly file: string
  readonly date: string
}
const WRONG: Beside = {
  summary: 'What 8811 people built.',
  tags: ['Syria', 'Wrongname'],
  image: 'https://aranews.net/wrongface.jpg',
  file: 'https://aranews.net/wrongvoice.mp3',
  date: '2015-06-01',
}
const RIGHT: Beside = {
  summary: 'What 8822 people built.',
  tags: ['Syria', 'Rightname'],
  image: 'https://aranews.net/rightface.jpg',
  file: 'https://aranews.net/rightvoice.mp3',
  date: '2015-06-02',
}

function toItem({ summary, tags, image, file, date }: Beside): object {
  return {
    id: ID,
    url: 'https://aranews.net/2015/06/bridge/',
    title: 'Bridge is open',
    content_html: `<p>${TEXT}</p>`,
    summary,
    tags,
    image,
    attachments: [{ url: file, mime_type: 'audio/mpeg' }],
    date_published: `${date}T10:00:00Z`,
  }
}

function toRss({ summary, tags, image, file }: Beside, comments: number): string {
  return `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"
    xmlns:slash="http://purl.org/rss/1.0/modules/slash/"><channel><title>W</title><lastBuildDate>${comments}</lastBuildDate>
    <item><guid isPermaLink="false">${ID}</guid><link>https://aranews.net/2015/06/bridge/?utm_source=${comments}</link>
    <title>Bridge is open</title><description>${summary}</description><content:encoded><![CDATA[<p>${TEXT}</p>]]></content:encoded>
    ${tags.map((tag) => `<category>${tag}</category>`).join('')}<slash:comments>${comments}</slash:comments>
    <media:content url="${image}?w=${comments}" medium="image"/><enclosure url="${file}?t=${comments}" type="audio/mpeg" length="${comments}"/>
    <pubDate>0${comments} Jun 2015 10:00:00 GMT</pubDate></item></channel></rss>`
}

function toFile({ tags, image, date }: Beside): string {
  return `---\nid: ${ID}\ndate: ${date}\nslug: bridge\ntags: [${tags}]\nimage: ${image}\n---\nBridge is open\n\n${TEXT}\n`
}

const ways: [string, (desk: Newsdesk, beside: Beside, times: number) => Promise<unknown>][] = [
  ['a post', (desk, beside) => desk.call('/api/items', 'POST', toItem(beside))],
  [
    'an import',
    (desk, beside) => {
      const feed = { version: 'https://jsonfeed.org/version/1.1', title: 'A', items: [toItem(beside)] }
      const bytes = new TextEncoder().encode(JSON.stringify(feed))
      return desk.call('/api/import', 'POST', { items: desk.service.readFile('export.json', bytes) })
    },
  ],
  ['a file', (desk, beside) => desk.service.takeFile('bridge.txt', new TextEncoder().encode(toFile(beside)))],
  [
    'a poll',
    (desk, beside, times) => {
      desk.source.body = toRss(beside, times)
      return desk.call('/api/sources/wire/refresh', 'POST')
    },
  ],
]

/** A file has no words for a summary or a recording, and a source moves dates without an edit. */
const MISSING: readonly string[] = ['summary by a file', 'file by a file', 'date by a poll']
const cases = ways.flatMap(([way, take]) =>
  (['summary', 'tags', 'image', 'file', 'date'] as const)
    .filter((name) => !MISSING.includes(`${name} by ${way}`))
    .map((name) => ({ name, way, take })),
)

test.each(cases)('the $name alone is corrected by $way', async ({ name, take }) => {
  const desk = await openNewsdesk()
  const [wrong, right] = [WRONG, RIGHT].map((beside) => [beside[name]].flat().at(-1) ?? '')
  const shown = async () => {
    const paths = ['/feed.rss', '/feed.atom', '/feed.json', '/', '/2015/06/bridge/']
    return (await Promise.all(paths.map(async (path) => (await desk.ask(path)).text()))).join('\n')
  }
  const revisions = () => desk.db.all('SELECT revision FROM items')
  await take(desk, WRONG, 1)
  await take(desk, WRONG, 2)
  expect(await revisions()).toEqual([{ revision: 1 }])
  expect(await shown()).toContain(wrong)
  await take(desk, { ...WRONG, [name]: RIGHT[name] }, 3)
  await take(desk, { ...WRONG, [name]: RIGHT[name] }, 4)
  expect(await revisions()).toEqual([{ revision: 2 }])
  expect(await shown()).not.toContain(wrong)
  expect(await shown()).toContain(right)
})
