import { describe, expect, test } from 'vitest'
import { AT_ONCE } from '../../src/calm/calm.ts'
import type { ParsedPreview } from '../../src/http/backend.ts'
import { preview } from '../../src/intake/preview.ts'
import { discover } from '../../src/poll/discover.ts'
import { refreshSource } from '../../src/poll/refresh.ts'
import { openNewsroom, type Page, serve, toRss } from './newsroom.ts'

const FEED = 'https://news.example/feed'
const TYPE = { 'content-type': 'text/html; charset=utf-8' }

const toAnswer = (status: number, body: string, headers: Record<string, string> = {}): Page => {
  return () => new Response(body, { status, headers: { ...TYPE, ...headers } })
}
const PLAIN =
  '<!doctype html><title>Just a moment...</title><h1>news.example</h1><p>Verifying you are human. This may take a few seconds.</p>'

/** Bot checks as they come: by whom, with which status. */
const CHECKS: readonly (readonly [string, Page, RegExp])[] = [
  [
    'Anubis',
    toAnswer(200, '<!doctype html><title>Making sure you&#39;re not a bot!</title><p>Loading...</p>'),
    /Making sure you're not a bot!/,
  ],
  [
    'Anubis in German',
    toAnswer(200, '<!doctype html><title>Ich stelle sicher, dass du kein Bot bist!</title><p>Lädt...</p>'),
    /Ich stelle sicher/,
  ],
  ['Cloudflare, 403', toAnswer(403, PLAIN, { 'cf-mitigated': 'challenge', server: 'cloudflare' }), /Just a moment/],
  ['Cloudflare, 503', toAnswer(503, PLAIN), /Just a moment/],
  ['Cloudflare, 200', toAnswer(200, PLAIN), /Just a moment/],
  [
    'Cloudflare, blocked',
    toAnswer(403, '<title>Attention Required! | Cloudflare</title><h1>Sorry, you have been blocked</h1>'),
    /Attention Required!/,
  ],
  ['a header alone', toAnswer(403, '', { 'cf-mitigated': 'challenge' }), /Cloudflare/],
  [
    'DataDome',
    toAnswer(
      403,
      '<html><head><title>news.example</title></head><body><p id="cmsg">Please enable JS and disable any ad blocker</p></body></html>',
      { 'x-datadome': 'protected' },
    ),
    /Please enable JS/,
  ],
  [
    'PerimeterX',
    toAnswer(
      403,
      '<title>Access to this page has been denied.</title><p>Press & Hold to confirm you are a human (and not a bot).</p>',
    ),
    /Access to this page has been denied/,
  ],
  [
    'Incapsula',
    toAnswer(
      200,
      '<html><body><iframe src="/_Incapsula_Resource?x=1">Request unsuccessful. Incapsula incident ID: 1</iframe></body></html>',
    ),
    /Incapsula/,
  ],
  [
    'Imperva',
    toAnswer(
      200,
      '<title>Pardon Our Interruption</title><p>As you were browsing something about your browser made us think you were a bot.</p>',
    ),
    /Pardon Our Interruption/,
  ],
  [
    'Akamai',
    toAnswer(
      403,
      '<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY><H1>Access Denied</H1>You don\'t have permission to access "http&#58;&#47;&#47;news.example&#47;feed" on this server.<P>Reference&#32;&#35;18.1</BODY></HTML>',
    ),
    /Access Denied/,
  ],
  [
    'AWS WAF, 202',
    toAnswer(
      202,
      '<!doctype html><title></title><script src="https://x.token.awswaf.com/challenge.js"></script><div id="challenge-container"></div>',
      { 'x-amzn-waf-action': 'challenge' },
    ),
    /AWS WAF/,
  ],
  [
    'AWS WAF, 405',
    toAnswer(405, '<title>Human Verification</title>', { 'x-amzn-waf-action': 'captcha' }),
    /Human Verification/,
  ],
  [
    'Vercel',
    toAnswer(429, "<title>Vercel Security Checkpoint</title><p>We're verifying your browser</p>", {
      'x-vercel-mitigated': 'challenge',
    }),
    /Vercel Security Checkpoint/,
  ],
  [
    'captcha',
    toAnswer(
      200,
      '<title>news.example</title><form><p>Please complete the security check to access the site.</p></form>',
    ),
    /complete the security check/,
  ],
  ['in Arabic', toAnswer(200, '<title>لحظة من فضلك</title><p>جار التحقق من أنك إنسان</p>'), /لحظة من فضلك/],
  [
    'in Turkish',
    toAnswer(200, '<title>Bir dakika lütfen</title><p>İnsan olduğunuzu doğrulayın.</p>'),
    /Bir dakika lütfen/,
  ],
]

describe('a bot check in the place of a feed', () => {
  test.each(CHECKS)('is named in its health: %s', async (_, page, says) => {
    const room = openNewsroom({ en: FEED })
    room.pages.set(FEED, page)
    const { outcome, reason = '' } = await refreshSource(room.poller, 'en', { force: true })
    expect(outcome).toBe('failed')
    expect(reason).toMatch(/^news\.example .*: a bot check is in the way \(“.*”\)\.$/)
    expect(reason).toMatch(says)
    expect(await room.stateOf('en')).toMatchObject({ fault: reason, failures: 1 })
    room.pages.set(FEED, serve(toRss([{ title: 'Back', guid: 'g' }])))
    await refreshSource(room.poller, 'en', { force: true })
    expect(await room.stateOf('en')).not.toHaveProperty('fault')
  })

  test.each(CHECKS)('is named by discovery, which does not go on guessing: %s', async (_, page, says) => {
    const room = openNewsroom({})
    room.pages.set('https://news.example/', page)
    const found = discover(room.poller.net, 'https://news.example/')
    await expect(found).rejects.toThrow(/a bot check is in the way/)
    await expect(found).rejects.toThrow(says)
    expect(room.asked).toHaveLength(1)
  })

  test('is named where a page names a feed that is behind it', async () => {
    const room = openNewsroom({})
    room.pages.set(
      'https://news.example/',
      toAnswer(
        200,
        '<!doctype html><link rel=alternate type="application/rss+xml" href="/feed"><h1>News</h1><p>All that is new.</p>',
      ),
    )
    room.pages.set(FEED, toAnswer(403, PLAIN))
    await expect(discover(room.poller.net, 'https://news.example/')).rejects.toThrow(
      'news.example sent a page, and no feed was found from there: news.example may have one, but a bot check is in the way (“Just a moment...”).',
    )
  })

  test('is named of a page source', async () => {
    const room = openNewsroom({ en: FEED }, { page: { item: '.story' } })
    room.pages.set(FEED, toAnswer(200, PLAIN))
    const { reason } = await refreshSource(room.poller, 'en', { force: true })
    expect(reason).toMatch(/a bot check is in the way \(“Just a moment\.\.\.”\)\.$/)
  })
})

describe('what is none', () => {
  test.each([
    [
      'a plain refusal',
      toAnswer(
        403,
        '<html><head><title>403 Forbidden</title></head><body><center><h1>403 Forbidden</h1></center><hr><center>nginx</center></body></html>',
      ),
      'news.example answered 403 Forbidden.',
    ],
    [
      'a server that is out of order',
      toAnswer(503, '<title>503 Service Unavailable</title><h1>Service Unavailable</h1>'),
      'news.example answered 503 Service Unavailable.',
    ],
    ['a request to wait', toAnswer(429, 'Slow down'), 'news.example answered 429 Too Many Requests.'],
    [
      'a page of news',
      toAnswer(
        200,
        `<!doctype html><title>News</title>${'<p>The bridge is open again, the mayor said.</p>'.repeat(3)}`,
      ),
      'The address answered an HTML page, not a feed.',
    ],
  ])('stays what it is: %s', async (_, page, sentence) => {
    const room = openNewsroom({ en: FEED })
    room.pages.set(FEED, page)
    expect((await refreshSource(room.poller, 'en', { force: true })).reason).toBe(sentence)
  })
})

describe('other walls in the place of a feed', () => {
  test.each([
    ['a not-found page', '<title>Page not found</title><p>The page you are looking for does not exist.</p>'],
    ['a log-in page', '<title>Log in</title><form><p>Please log in to continue reading.</p></form>'],
    ['a consent page', '<title>Privacy Gate</title><p>Accept all cookies to continue to the site.</p>'],
    ['an error page', '<title>Under maintenance</title><p>We are performing scheduled maintenance.</p>'],
  ])('are named: %s', async (name, html) => {
    const room = openNewsroom({ en: FEED })
    room.pages.set(FEED, toAnswer(200, `<!doctype html>${html}`))
    expect((await refreshSource(room.poller, 'en', { force: true })).reason).toContain(`: ${name} is in the way (“`)
  })
})

describe('a preview of an article', () => {
  const open = (page: Page) => {
    const room = openNewsroom({})
    room.pages.set('https://news.example/1', page)
    const [channel] = room.poller.channels
    if (channel === undefined) throw new Error('There is no channel.')
    return (): Promise<ParsedPreview> =>
      preview(room.poller.net, channel, AT_ONCE, { url: 'https://news.example/1', as: 'article' })
  }

  test.each(CHECKS)('names a bot check: %s', async (_, page) => {
    await expect(open(page)()).rejects.toThrow(/a bot check is in the way/)
  })

  test('takes a story about one', async () => {
    const text =
      'Sites make sure that you are not a bot, with a captcha, and readers are tired of it, a study found on Monday.'
    const html = `<!doctype html><title>Making sure you're not a bot</title><article><h1>Making sure you're not a bot</h1>${`<p>${text}</p>`.repeat(12)}</article>`
    expect((await open(toAnswer(200, html))()).items[0]?.content.contentText).toContain('tired of it')
  })
})
