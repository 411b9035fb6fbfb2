import type { IncomingMessage, ServerResponse } from 'node:http'

/** A small WordPress on a real socket: its front page, its REST and its feed in pages. */
export type Site = {
  readonly posts: number
  /** Many sites have closed theirs. */
  readonly hasRest?: boolean
  readonly perFeedPage?: number
  readonly comments?: number
  /** Paths that were asked for, with their queries. */
  readonly asked: string[]
  /** Answered in place of everything else, where it answers something. */
  readonly first?: (path: string) => number | undefined
}

type Query = (name: string) => number

export function answerAsWordPress(site: Site, request: IncomingMessage, response: ServerResponse): void {
  const base = `http://${request.headers.host}`
  const url = new URL(request.url ?? '/', base)
  site.asked.push(url.pathname + url.search)
  const number: Query = (name) => Number(url.searchParams.get(name) ?? 1)
  const status = site.first?.(url.pathname + url.search)
  if (status !== undefined) {
    response.writeHead(status, status === 429 ? { 'Retry-After': '0' } : {}).end()
  } else if (url.pathname === '/') {
    const link = site.hasRest === false ? '' : `<link rel="https://api.w.org/" href="${base}/wp-json/" />`
    response.writeHead(200, { 'Content-Type': 'text/html; charset=UTF-8' })
    response.end(`<!DOCTYPE html><html><head><title>River</title>${link}
      <link rel="alternate" type="application/rss+xml" href="${base}/feed/"></head><body><p>River</p></body></html>`)
  } else if (url.pathname === '/wp-json/wp/v2/posts' && site.hasRest !== false)
    answerPosts(site, base, number, response)
  else if (url.pathname === '/wp-json/wp/v2/comments') answerComments(site, number, response)
  else if (url.pathname === '/feed/') answerFeed(site, base, number('paged'), response)
  else response.writeHead(404, { 'Content-Type': 'text/html' }).end('<!DOCTYPE html><html><body>No</body></html>')
}

function answerPosts(site: Site, base: string, number: Query, response: ServerResponse): void {
  const [size, page] = [number('per_page'), number('page')]
  const ids = Array.from({ length: site.posts }, (_, n) => n + 1).slice((page - 1) * size, page * size)
  const type = { 'Content-Type': 'application/json; charset=UTF-8' }
  if (size > 100 || ids.length === 0) {
    response.writeHead(400, type).end('{"code":"rest_post_invalid_page_number"}')
    return
  }
  const counts = { 'X-WP-Total': String(site.posts), 'X-WP-TotalPages': String(Math.ceil(site.posts / size)) }
  response.writeHead(200, { ...type, ...counts }).end(JSON.stringify(ids.map((id) => toPost(site, base, id))))
}

function toPost(site: Site, base: string, id: number) {
  const hidden = { 3: { status: 'private' }, 4: { content: { rendered: '', protected: true } } }[id]
  const replies = Array.from({ length: id === 1 ? Math.min(site.comments ?? 0, 10) : 0 }, (_, n) => toComment(n + 1))
  return {
    id,
    date: '2014-10-01T01:30:00',
    date_gmt: '2014-09-30T22:30:00',
    modified_gmt: '2014-09-30T22:30:00',
    guid: { rendered: `${base}/?p=${id}` },
    slug: `story-${id}`,
    status: 'publish',
    type: 'post',
    link: `${base}/2014/10/story-${id}/`,
    title: { rendered: `Story ${id} &#8211; the river` },
    content: { rendered: `<p>The river rose ${id} times in the night, and fell again.</p>`, protected: false },
    excerpt: { rendered: '' },
    _embedded: {
      author: [{ id: 1, name: 'Egid Yousef' }],
      'wp:featuredmedia': [{ source_url: `${base}/files/${id}.jpg`, caption: { rendered: '<p>The river</p>' } }],
      'wp:term': [[{ taxonomy: 'category', name: 'Syria' }], [{ taxonomy: 'post_tag', name: 'Floods' }]],
      ...(replies.length > 0 ? { replies: [replies] } : {}),
    },
    ...hidden,
  }
}

function toComment(id: number) {
  return {
    id,
    parent: id === 2 ? 1 : 0,
    author_name: `Reader ${id}`,
    author_email: `reader${id}@secret.example`,
    date: '2014-10-02T03:00:00',
    type: 'comment',
    content: { rendered: `<p>Words of ${id}</p>` },
  }
}

function answerComments(site: Site, number: Query, response: ServerResponse): void {
  const [size, page] = [number('per_page'), number('page')]
  const all = Array.from({ length: number('post') === 1 ? (site.comments ?? 0) : 0 }, (_, n) => toComment(n + 1))
  const pages = String(Math.max(1, Math.ceil(all.length / size)))
  response.writeHead(200, { 'Content-Type': 'application/json', 'X-WP-TotalPages': pages })
  response.end(JSON.stringify(all.slice((page - 1) * size, page * size)))
}

function answerFeed(site: Site, base: string, page: number, response: ServerResponse): void {
  const size = site.perFeedPage ?? 10
  // Newest first, as every feed.
  const ids = Array.from({ length: site.posts }, (_, n) => site.posts - n).slice((page - 1) * size, page * size)
  if (ids.length === 0) {
    response.writeHead(404, { 'Content-Type': 'application/rss+xml' }).end()
    return
  }
  const items = ids.map(
    (id) => `<item><title>Story ${id}</title><link>${base}/2014/10/story-${id}/</link>
      <guid isPermaLink="false">${base}/?p=${id}</guid><pubDate>Tue, 30 Sep 2014 22:30:00 +0000</pubDate>
      <description>The river rose ${id} times in the night, and fell again before the morning.</description></item>`,
  )
  response.writeHead(200, { 'Content-Type': 'application/rss+xml; charset=UTF-8' })
  response.end(`<?xml version="1.0"?><rss version="2.0"><channel><title>River</title><link>${base}</link>
    <description>River</description><generator>https://wordpress.org/?v=4.9</generator>${items.join('')}</channel></rss>`)
}
