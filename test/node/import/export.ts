/** WordPress exports for tests, written as version 6 writes them. */

export type Post = {
  readonly id: number
  readonly title?: string
  readonly text?: string
  readonly link?: string
  readonly name?: string
  /** `2014-10-01 01:30:00`, in the site's time, three hours ahead of UTC. */
  readonly date?: string
  readonly creator?: string
  readonly status?: string
  readonly type?: string
  readonly password?: string
  readonly thumbnail?: number
  readonly oldName?: string
  readonly comments?: readonly string[]
}

export const SITE = 'http://aranews.net'

const HEAD = `<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>River News</title><link>${SITE}</link><description>News</description><language>en-US</language>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>${SITE}</wp:base_site_url><wp:base_blog_url>${SITE}</wp:base_blog_url>
<wp:author><wp:author_id>1</wp:author_id><wp:author_login><![CDATA[egid]]></wp:author_login>
<wp:author_email><![CDATA[egid@secret.example]]></wp:author_email>
<wp:author_display_name><![CDATA[Egid Yousef]]></wp:author_display_name></wp:author>
`

export function toExport(items: readonly string[]): string {
  return `${HEAD}${items.join('\n')}\n</channel></rss>`
}

export function toPost(post: Post): string {
  const { id, status = 'publish', type = 'post', password = '', creator = 'egid', date = '2014-10-01 13:30:00' } = post
  const name = post.name ?? `story-${id}`
  const utc = new Date(Date.parse(`${date.replace(' ', 'T')}Z`) - 3 * 3_600_000)
  const link = post.link ?? `${SITE}/${date.slice(0, 7).replace('-', '/')}/${name}/`
  return `<item><title><![CDATA[${post.title ?? `Story ${id} of the river`}]]></title><link>${link}</link>
<pubDate>${utc.toUTCString().replace('GMT', '+0000')}</pubDate><dc:creator><![CDATA[${creator}]]></dc:creator>
<guid isPermaLink="false">${SITE}/?p=${id}</guid><description></description>
<content:encoded><![CDATA[${post.text ?? `The river rose ${id} times in the night, and fell again before the morning came.`}]]></content:encoded>
<excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_id>${id}</wp:post_id><wp:post_date><![CDATA[${date}]]></wp:post_date>
<wp:post_date_gmt><![CDATA[${utc.toISOString().slice(0, 19).replace('T', ' ')}]]></wp:post_date_gmt>
<wp:post_name><![CDATA[${name}]]></wp:post_name><wp:status><![CDATA[${status}]]></wp:status>
<wp:post_parent>0</wp:post_parent><wp:post_type><![CDATA[${type}]]></wp:post_type>
<wp:post_password><![CDATA[${password}]]></wp:post_password>
<category domain="category" nicename="syria"><![CDATA[Syria]]></category>
${toMeta('_thumbnail_id', post.thumbnail)}${toMeta('_wp_old_slug', post.oldName)}${(post.comments ?? []).join('')}</item>`
}

function toMeta(key: string, value: string | number | undefined): string {
  if (value === undefined) return ''
  return `<wp:postmeta><wp:meta_key><![CDATA[${key}]]></wp:meta_key><wp:meta_value><![CDATA[${value}]]></wp:meta_value></wp:postmeta>`
}

export function toPicture(id: number, url: string, caption: string): string {
  return `<item><title>photo</title><excerpt:encoded><![CDATA[${caption}]]></excerpt:encoded><wp:post_id>${id}</wp:post_id>
<wp:status>inherit</wp:status><wp:post_type>attachment</wp:post_type><wp:attachment_url>${url}</wp:attachment_url></item>`
}

export function toComment(id: number, parent: number, text: string, approved = 1): string {
  return `<wp:comment><wp:comment_id>${id}</wp:comment_id><wp:comment_author><![CDATA[Reader ${id}]]></wp:comment_author>
<wp:comment_author_email>reader${id}@secret.example</wp:comment_author_email><wp:comment_author_url></wp:comment_author_url>
<wp:comment_author_IP>203.0.113.${id}</wp:comment_author_IP><wp:comment_date>2014-10-02 03:00:0${id % 10}</wp:comment_date>
<wp:comment_date_gmt>2014-10-02 00:00:0${id % 10}</wp:comment_date_gmt><wp:comment_content><![CDATA[${text}]]></wp:comment_content>
<wp:comment_approved>${approved}</wp:comment_approved><wp:comment_type>comment</wp:comment_type>
<wp:comment_parent>${parent}</wp:comment_parent></wp:comment>`
}
