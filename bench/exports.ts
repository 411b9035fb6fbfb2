import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { toParagraph } from './documents.ts'

/** WordPress exports of any size, of stories as the agency wrote them. */

const HEAD = `<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>River News</title><link>http://aranews.net</link>
<language>en-US</language><wp:base_blog_url>http://aranews.net</wp:base_blog_url>
<wp:author><wp:author_login>egid</wp:author_login><wp:author_display_name>Egid Yousef</wp:author_display_name></wp:author>
`

/** Writes an export of so many posts, each with a picture of its own and every tenth with a comment. @param first id */
export async function writeExport(file: string, posts: number, first = 1): Promise<void> {
  const stream = createWriteStream(file)
  stream.write(HEAD)
  for (let id = first; id < first + posts; id++) {
    if (!stream.write(toPost(id) + toPicture(id))) await once(stream, 'drain')
  }
  stream.end('</channel></rss>\n')
  await finished(stream)
}

function toPost(id: number): string {
  const date = new Date(Date.UTC(2015, 5, 1) - id * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
  const name = `story-${id}-of-the-river`
  return `<item><title>Story ${id} of the river</title><link>http://aranews.net/${date.slice(0, 4)}/${date.slice(5, 7)}/${name}/</link>
<dc:creator><![CDATA[egid]]></dc:creator><guid isPermaLink="false">http://aranews.net/?p=${id}</guid>
<content:encoded><![CDATA[${toText(id)}]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>
<wp:post_id>${id}</wp:post_id><wp:post_date>${date}</wp:post_date><wp:post_date_gmt>${date}</wp:post_date_gmt>
<wp:post_name>${name}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<wp:post_password></wp:post_password><category domain="category" nicename="syria"><![CDATA[Syria]]></category>
<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>${id + 10_000_000}</wp:meta_value></wp:postmeta>
${id % 10 === 0 ? toComment(id) : ''}</item>\n`
}

function toText(id: number): string {
  const parts = [1, 2, 3, 4].map((part) => `${toParagraph(id + part)} “quoted” &amp; more.`)
  return `ARA News\n\nKobane, Syria – Number ${id}: ${parts.join('\n\n')}\n\nReporting by: Egid Yousef\n\nSource: ARA News`
}

function toPicture(id: number): string {
  return `<item><title>photo</title><excerpt:encoded><![CDATA[The river at night]]></excerpt:encoded>
<wp:post_id>${id + 10_000_000}</wp:post_id><wp:status>inherit</wp:status><wp:post_type>attachment</wp:post_type>
<wp:attachment_url>http://aranews.net/files/2014/10/river-${id}.jpg</wp:attachment_url></item>\n`
}

function toComment(id: number): string {
  return `<wp:comment><wp:comment_id>${id}</wp:comment_id><wp:comment_author>Azad</wp:comment_author>
<wp:comment_date_gmt>2015-06-02 10:00:00</wp:comment_date_gmt><wp:comment_content><![CDATA[Good words]]></wp:comment_content>
<wp:comment_approved>1</wp:comment_approved><wp:comment_type>comment</wp:comment_type><wp:comment_parent>0</wp:comment_parent></wp:comment>`
}
