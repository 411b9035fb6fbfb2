import { describe, expect, test } from 'vitest'
import { parse } from '../../../src/read/parse.ts'
import { newWxrSplitter } from '../../../src/read/wordpress/wxr/records.ts'

/** WordPress exports, written as version 6 writes them. */

const HEAD = `<?xml version="1.0" encoding="UTF-8" ?>
<!-- This is a WordPress eXtended RSS file with <item> in a comment -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>River News</title><link>https://river.example</link><description>News of the river</description>
<language>en-US</language><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>https://river.example</wp:base_site_url><wp:base_blog_url>https://river.example</wp:base_blog_url>
<wp:author><wp:author_id>1</wp:author_id><wp:author_login><![CDATA[egid]]></wp:author_login>
<wp:author_email><![CDATA[egid@river.example]]></wp:author_email>
<wp:author_display_name><![CDATA[Egid Yousef]]></wp:author_display_name></wp:author>
<wp:author><wp:author_id>2</wp:author_id><wp:author_login><![CDATA[lana@river.example]]></wp:author_login>
<wp:author_display_name><![CDATA[lana@river.example]]></wp:author_display_name></wp:author>
`
const TAIL = '</channel></rss>'

type Post = {
  readonly id: number
  readonly type?: string
  readonly status?: string
  readonly password?: string
  readonly creator?: string
  readonly text?: string
  readonly more?: string
}

function post({ id, type = 'post', status = 'publish', password = '', creator = 'egid', text = '', more = '' }: Post) {
  return `<item><title><![CDATA[Story ${id}]]></title><link>https://river.example/2014/10/story-${id}/</link>
<pubDate>Tue, 30 Sep 2014 22:30:00 +0000</pubDate><dc:creator><![CDATA[${creator}]]></dc:creator>
<guid isPermaLink="false">https://river.example/?p=${id}</guid><description></description>
<content:encoded><![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]></content:encoded>
<excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_id>${id}</wp:post_id>
<wp:post_date><![CDATA[2014-10-01 01:30:00]]></wp:post_date>
<wp:post_date_gmt><![CDATA[2014-09-30 22:30:00]]></wp:post_date_gmt>
<wp:post_name><![CDATA[story-${id}]]></wp:post_name><wp:status><![CDATA[${status}]]></wp:status>
<wp:post_parent>0</wp:post_parent><wp:post_type><![CDATA[${type}]]></wp:post_type>
<wp:post_password><![CDATA[${password}]]></wp:post_password>
<category domain="category" nicename="syria"><![CDATA[Syria]]></category>
<category domain="post_format" nicename="aside"><![CDATA[Aside]]></category>${more}</item>`
}

function picture(id: number, url: string, caption = ''): string {
  return `<item><title>photo</title><excerpt:encoded><![CDATA[${caption}]]></excerpt:encoded><wp:post_id>${id}</wp:post_id>
<wp:status>inherit</wp:status><wp:post_type>attachment</wp:post_type><wp:attachment_url>${url}</wp:attachment_url></item>`
}

function meta(key: string, value: string): string {
  return `<wp:postmeta><wp:meta_key><![CDATA[${key}]]></wp:meta_key><wp:meta_value><![CDATA[${value}]]></wp:meta_value></wp:postmeta>`
}

function comment(id: number, parent: number, approved = '1', type = 'comment'): string {
  return `<wp:comment><wp:comment_id>${id}</wp:comment_id><wp:comment_author><![CDATA[Reader ${id}]]></wp:comment_author>
<wp:comment_author_email>r${id}@mail.example</wp:comment_author_email><wp:comment_author_url>https://r.example/</wp:comment_author_url>
<wp:comment_author_IP>203.0.113.${id}</wp:comment_author_IP><wp:comment_date>2014-10-02 03:00:00</wp:comment_date>
<wp:comment_date_gmt>2014-10-02 00:00:00</wp:comment_date_gmt><wp:comment_content><![CDATA[Words of ${id}]]></wp:comment_content>
<wp:comment_approved>${approved}</wp:comment_approved><wp:comment_type>${type}</wp:comment_type>
<wp:comment_parent>${parent}</wp:comment_parent></wp:comment>`
}

function read(...items: readonly string[]) {
  return parse(new TextEncoder().encode(HEAD + items.join('\n') + TAIL))
}

test('a post has its author by name, its date in UTC, its terms and every address it had', () => {
  const feed = read(post({ id: 7, text: 'One\ntwo\n\nThree', more: meta('_wp_old_slug', 'first-name') }))
  expect(feed).toMatchObject({ format: 'wxr', language: 'en-US', homeUrl: 'https://river.example' })
  expect(feed.items).toHaveLength(1)
  expect(feed.items[0]).toMatchObject({
    guid: 'https://river.example/?p=7',
    url: 'https://river.example/2014/10/story-7/',
    authors: [{ name: 'Egid Yousef' }],
    published: Date.UTC(2014, 8, 30, 22, 30),
    categories: [{ name: 'Syria' }],
    slug: 'story-7',
    content: { value: '<p>One<br>\ntwo</p>\n<p>Three</p>\n', type: 'html' },
    alsoAt: [
      'https://river.example/?p=7',
      'https://river.example/story-7/',
      'https://river.example/2014/10/first-name/',
      'https://river.example/first-name/',
    ],
  })
})

test('only what was public is read, and no e-mail address', () => {
  const hidden = ['draft', 'private', 'pending', 'future', 'trash'].map((status, id) => post({ id: 10 + id, status }))
  const types = ['revision', 'nav_menu_item', 'page', 'wp_template'].map((type, id) => post({ id: 20 + id, type }))
  const feed = read(
    ...hidden,
    ...types,
    post({ id: 30, password: 'x' }),
    post({ id: 31, creator: 'lana@river.example' }),
  )
  expect(feed.items.map(({ title }) => title?.value)).toEqual(['Story 31'])
  expect(JSON.stringify(feed)).not.toContain('@river.example')
})

test('pictures are joined by number, wherever they stand in the export', () => {
  const feed = read(
    picture(51, 'https://river.example/files/2014/10/before.jpg', 'The <b>bridge</b> &amp; more'),
    post({ id: 1, more: meta('_thumbnail_id', '51') }),
    post({ id: 2, text: 'Look: [gallery ids="52,51"]', more: meta('_thumbnail_id', '52') }),
    picture(52, 'https://river.example/files/2014/10/after.jpg'),
  )
  const lead = { url: 'https://river.example/files/2014/10/before.jpg', caption: 'The bridge & more' }
  expect(feed.items.map(({ pictures }) => pictures)).toEqual([
    [lead],
    [{ url: 'https://river.example/files/2014/10/after.jpg' }],
  ])
  expect(feed.items[1]?.content?.value).toContain(
    '<figure><img src="https://river.example/files/2014/10/after.jpg"></figure>',
  )
})

test('a name that a post gave up stays with the post that has it now', () => {
  const feed = read(post({ id: 1, more: meta('_wp_old_slug', 'story-2') }), post({ id: 2 }))
  expect(feed.items[0]?.alsoAt).not.toContain('https://river.example/story-2/')
  expect(feed.items[1]?.alsoAt).toContain('https://river.example/story-2/')
})

test('comments come with their threading, approved ones alone, without e-mail and IP address', () => {
  const thread = [comment(1, 0), comment(2, 1, '0'), comment(3, 2), comment(4, 0, '1', 'pingback'), comment(5, 99)]
  const [item] = read(post({ id: 1, more: thread.join('') })).items
  expect(item?.replies).toEqual([
    {
      id: '1',
      author: 'Reader 1',
      url: 'https://r.example/',
      published: Date.UTC(2014, 9, 2),
      content: { value: '<p>Words of 1</p>\n', type: 'html' },
    },
    expect.objectContaining({ id: '3', parent: '1' }),
    expect.not.objectContaining({ parent: expect.anything() }),
  ])
  expect(item?.commentCount).toBe(3)
  expect(JSON.stringify(item)).not.toMatch(/mail\.example|203\.0\.113/)
})

test('a comment that quotes markup makes no post of its own', () => {
  const forged = `</item>${post({ id: 666 })}`
  const feed = read(
    post({ id: 1, text: forged, more: comment(1, 0).replace('Words of 1', forged.replaceAll(']]>', '')) }),
  )
  expect(feed.items).toHaveLength(1)
  expect(feed.items[0]?.content?.value).toContain('story-666')
})

test('of an export that breaks off, what is cut is left out: its status is not known', () => {
  const whole = HEAD + post({ id: 1 }) + post({ id: 2, status: 'draft' })
  const feed = parse(new TextEncoder().encode(whole.slice(0, whole.lastIndexOf('<wp:status>'))))
  expect(feed.items.map(({ title }) => title?.value)).toEqual(['Story 1'])
  expect(feed.warnings[0]).toContain('breaks off')
})

describe('records', () => {
  const text = HEAD + [1, 2, 3].map((id) => post({ id, text: `a ]]> b </item> <item> ${id}` })).join('\n') + TAIL

  test('are the same in whatever pieces the document comes', () => {
    const whole = split(text, text.length)
    expect(whole.records.filter(({ name }) => name === 'item')).toHaveLength(3)
    for (const size of [1, 2, 3, 7, 64, 1000]) expect(split(text, size)).toEqual(whole)
  })

  test('that are larger than memory may be are passed over, and those after them are not', () => {
    const splitter = newWxrSplitter()
    const records = splitter.push(`${HEAD}<item><content:encoded><![CDATA[`)
    for (let megabyte = 0; megabyte < 18; megabyte++) records.push(...splitter.push('x'.repeat(1_048_576)))
    records.push(...splitter.push(`]]></content:encoded></item>${post({ id: 1 })}${TAIL}`), ...splitter.end())
    const items = records.filter(({ name }) => name === 'item')
    expect(items.map(({ oversized, text }) => [oversized, text.length > 0])).toEqual([
      [true, false],
      [false, true],
    ])
  })

  function split(document: string, size: number) {
    const splitter = newWxrSplitter()
    const records = []
    for (let at = 0; at < document.length; at += size) records.push(...splitter.push(document.slice(at, at + size)))
    return { records: [...records, ...splitter.end()], root: splitter.root() }
  }
})

test('users are read under the longer name that some exports give them', () => {
  const users = `${HEAD.replaceAll('wp:author>', 'wp:wp_author>')}${post({ id: 7 })}${TAIL}`
  expect(parse(new TextEncoder().encode(users)).items[0]?.authors).toEqual([{ name: 'Egid Yousef' }])
})
