/** Newsdesks to look at from outside: with sixty varied stories and everything a newsroom does to some, or with none. */
import type { Channel } from '../../src/model/model.ts'
import { EVERY_FORMAT } from '../../src/publish/formats.ts'
import { tellSixty } from '../stories.ts'
import { channel, type Newsdesk, openNewsdesk } from './newsdesk.ts'
import { toPaths } from './routes.ts'

/** Has nothing to say of itself, and no stories. */
const bare: Channel = {
  id: 'bare',
  title: 'Bare & Co. <desk>',
  description: '',
  language: 'ar',
  tag: 'bare.example,2015',
  hosts: [],
  linkTo: 'original',
  sources: [],
}

/** Each by what it is, and the fewest documents that it answers with: those of an empty list count. */
export const NEWSDESKS: Readonly<Record<string, { readonly open: () => Promise<Newsdesk>; readonly least: number }>> = {
  'sixty varied stories, and a channel without any': { open: fill, least: 150 },
  'no story': { open: () => openNewsdesk([channel]), least: 25 },
  'one channel that says nothing of itself': { open: () => openNewsdesk([bare]), least: 25 },
}

/** A story of an old site that readers wrote under. */
const DISCUSSED = `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Old</title><link>https://aranews.net</link><wp:wxr_version>1.2</wp:wxr_version>
<item><title>Discussed &amp; done</title><link>https://aranews.net/2015/06/discussed/</link>
<guid isPermaLink="false">https://aranews.net/?p=7</guid><content:encoded><![CDATA[<p>It was said on Friday.</p>]]></content:encoded>
<wp:post_id>7</wp:post_id><wp:post_date_gmt>2015-06-03 08:00:00</wp:post_date_gmt><wp:post_name>discussed</wp:post_name>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_author><![CDATA[A <b> & B.]]></wp:comment_author>
<wp:comment_date_gmt>2015-06-03 09:00:00</wp:comment_date_gmt><wp:comment_content><![CDATA[هذا رأيي & no more < 5]]></wp:comment_content>
<wp:comment_approved>1</wp:comment_approved><wp:comment_parent>0</wp:comment_parent></wp:comment>
<wp:comment><wp:comment_id>2</wp:comment_id><wp:comment_author></wp:comment_author>
<wp:comment_date_gmt>2015-06-03 10:00:00</wp:comment_date_gmt><wp:comment_content><![CDATA[An answer.]]></wp:comment_content>
<wp:comment_approved>1</wp:comment_approved><wp:comment_parent>1</wp:comment_parent></wp:comment>
</item></channel></rss>`

async function fill(): Promise<Newsdesk> {
  const desk = await openNewsdesk([channel, bare])
  const ids: string[] = []
  for (const story of tellSixty()) {
    ids.push((await desk.call('/api/items', 'POST', story)).id)
    desk.clock.now += 1000
  }
  const bytes = new TextEncoder().encode(DISCUSSED)
  await desk.service.takeReceived(desk.service.readFile('old.xml', bytes), channel.id)
  await handle(desk, ids)
  return desk
}

/** One is corrected, one retitled, one retracted, one erased, and one retracted and restored. */
async function handle({ call, patch }: Newsdesk, ids: readonly string[]): Promise<void> {
  const [corrected = '', retitled = '', retracted = '', erased = '', restored = ''] = ids.slice(40)
  const at = (id: string) => `/api/items/${encodeURIComponent(id)}`
  const html = '<p>Other words stand here now, all of them.</p>'
  await patch(corrected, { content_html: html, note: 'Was <b>wrong</b> & sad.' })
  await patch(retitled, { title: 'Another <headline> & more' })
  await call(at(retracted), 'DELETE', { reason: 'It can’t be confirmed & <so>.' })
  await call(at(erased), 'DELETE', { reason: 'Somebody is in danger.', erase: true })
  await call(at(restored), 'DELETE', { reason: 'A slip.' })
  await call(`${at(restored)}/restore`, 'POST', {})
}

export type Answer = { readonly path: string; readonly type: string; readonly text: string }

const VALUES = [
  ...['syria', 'kobane-afrin', 'hrb', 'a-b', 'en', 'ar', 'ckb', 'kmr', 'tr', 'fa', 'egid-yousef', 'lava-jr'],
  ...['qamishli', 'kobane', 'wire'],
]
const SLUGS = ['discussed', 'discussed-done', 'talks-bridges-what-opens-now-0', 'no-such']
const QUERIES = [
  'q=bridge',
  'q=nothing',
  'limit=5',
  'limit=5&page=2',
  'date=2015',
  'date=2015-06-03',
  'lang=ar&q=%D8%AC',
]

/** All that it answers to whoever reads, but pictures: by its own table of routes, and every story by the sitemap. */
export async function listAnswers({ ask, service }: Newsdesk): Promise<Answer[]> {
  const paths = toPaths(service.app, {
    channel: [channel.id, bare.id],
    facet: ['tag', 'place', 'author', 'lang', 'source'],
    value: VALUES,
    year: ['2015'],
    month: ['06'],
    slug: SLUGS,
    code: ['none'],
    hash: ['0'.repeat(64)],
    id: ['1'],
    token: ['none'],
    part: ['sitemap-0.xml'],
    '/api/items/*': ['none'],
    '/wp-json/*': ['wp/v2/posts'],
  }).filter((path) => !path.startsWith('/api/') || path.endsWith('.atom'))
  const queried = QUERIES.flatMap((query) => EVERY_FORMAT.map((format) => `/feed.${format}?${query}`))
  const sitemap = await (await ask('/sitemap-0.xml')).text()
  const stories = [...sitemap.matchAll(/<loc>([^<]*)/g)].map(([, place = '']) => new URL(place).pathname)
  const pages = ['/?q=bridge', '/?q=nothing', '/2015/06/', ...stories, ...stories.map((path) => `${path}versions/`)]
  const answers: Answer[] = []
  for (const path of [...paths, ...queried, ...pages, '/opml.xml?sources']) {
    const response = await ask(path)
    const type = response.headers.get('content-type') ?? ''
    if (response.status === 200) answers.push({ path, type, text: await response.text() })
  }
  return answers
}
