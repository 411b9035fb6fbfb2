/** An export with all that a site has besides posts: authors under logins, terms whose nicenames are no slugs, files. */

export const SITE = 'https://aranews.net'

const HEAD = `<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Rojin</title><link>${SITE}</link><description>d</description><language>en-US</language>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>${SITE}</wp:base_site_url><wp:base_blog_url>${SITE}</wp:base_blog_url>
`

export function toSite(...parts: readonly string[]): string {
  return `${HEAD}${parts.join('\n')}\n</channel></rss>`
}

export function author(id: number, login: string, name: string): string {
  return `<wp:author><wp:author_id>${id}</wp:author_id><wp:author_login>${cdata(login)}</wp:author_login>
<wp:author_email>${cdata(`${id}@secret.example`)}</wp:author_email><wp:author_display_name>${cdata(name)}</wp:author_display_name></wp:author>`
}

export function category(id: number, nicename: string, name: string, parent = ''): string {
  return `<wp:category><wp:term_id>${id}</wp:term_id><wp:category_nicename>${cdata(nicename)}</wp:category_nicename>
<wp:category_parent>${cdata(parent)}</wp:category_parent><wp:cat_name>${cdata(name)}</wp:cat_name></wp:category>`
}

export function tag(id: number, slug: string, name: string): string {
  return `<wp:tag><wp:term_id>${id}</wp:term_id><wp:tag_slug>${cdata(slug)}</wp:tag_slug><wp:tag_name>${cdata(name)}</wp:tag_name></wp:tag>`
}

export function term(id: number, taxonomy: string, slug: string, name: string): string {
  return `<wp:term><wp:term_id>${id}</wp:term_id><wp:term_taxonomy>${cdata(taxonomy)}</wp:term_taxonomy>
<wp:term_slug>${cdata(slug)}</wp:term_slug><wp:term_parent></wp:term_parent><wp:term_name>${cdata(name)}</wp:term_name></wp:term>`
}

type Post = {
  readonly id: number
  readonly name: string
  readonly text?: string
  readonly title?: string
  readonly creator?: string
  readonly status?: string
  readonly type?: string
  readonly password?: string
  readonly link?: string
  /** `[domain, nicename, name]` */
  readonly terms?: readonly (readonly [string, string, string])[]
  readonly meta?: readonly (readonly [string, string])[]
  readonly more?: string
}

export function post(one: Post): string {
  const { id, name, status = 'publish', type = 'post', creator = 'nupel', terms = [], meta = [] } = one
  return `<item><title>${cdata(one.title ?? `Story ${id} of the olive harvest`)}</title>
<link>${one.link ?? `${SITE}/2014/10/${name}/`}</link><pubDate>Tue, 14 Oct 2014 10:00:00 +0000</pubDate>
<dc:creator>${cdata(creator)}</dc:creator><guid isPermaLink="false">${SITE}/?p=${id}</guid><description></description>
<content:encoded>${cdata(one.text ?? `The olives of field ${id} were picked before the first rain of the year came down.`)}</content:encoded>
<excerpt:encoded></excerpt:encoded><wp:post_id>${id}</wp:post_id><wp:post_date>2014-10-14 13:00:00</wp:post_date>
<wp:post_date_gmt>2014-10-14 10:00:00</wp:post_date_gmt><wp:post_name>${name}</wp:post_name><wp:status>${status}</wp:status>
<wp:post_parent>0</wp:post_parent><wp:menu_order>0</wp:menu_order><wp:post_type>${type}</wp:post_type>
<wp:post_password>${one.password ?? ''}</wp:post_password>
${terms.map(([domain, nicename, label]) => `<category domain="${domain}" nicename="${nicename}">${cdata(label)}</category>`).join('')}
${meta.map(([key, value]) => toMeta(key, value)).join('')}${one.more ?? ''}</item>`
}

type Upload = {
  readonly id: number
  readonly file: string
  readonly parent?: number
  readonly link: string
  readonly caption?: string
  readonly alt?: string
  readonly order?: number
}

export function upload({ id, file, parent = 0, link, caption = '', alt, order = 0 }: Upload): string {
  return `<item><title>${file}</title><link>${SITE}${link}</link><excerpt:encoded>${cdata(caption)}</excerpt:encoded>
<wp:post_id>${id}</wp:post_id><wp:post_date_gmt>2014-10-14 09:00:00</wp:post_date_gmt><wp:status>inherit</wp:status>
<wp:post_parent>${parent}</wp:post_parent><wp:menu_order>${order}</wp:menu_order><wp:post_type>attachment</wp:post_type>
<wp:attachment_url>${SITE}/wp-content/uploads/2014/10/${file}</wp:attachment_url>
${alt === undefined ? '' : toMeta('_wp_attachment_image_alt', alt)}</item>`
}

export function comment(id: number, approved: string, type = 'comment'): string {
  return `<wp:comment><wp:comment_id>${id}</wp:comment_id><wp:comment_author>${cdata(`Reader ${id}`)}</wp:comment_author>
<wp:comment_date_gmt>2014-10-15 10:00:00</wp:comment_date_gmt><wp:comment_content>${cdata(`Words of ${id}`)}</wp:comment_content>
<wp:comment_approved>${approved}</wp:comment_approved><wp:comment_type>${type}</wp:comment_type><wp:comment_parent>0</wp:comment_parent></wp:comment>`
}

function toMeta(key: string, value: string): string {
  return `<wp:postmeta><wp:meta_key>${cdata(key)}</wp:meta_key><wp:meta_value>${cdata(value)}</wp:meta_value></wp:postmeta>`
}

function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}
