import { describe, expect, test } from 'vitest'
import type { DeclaredSource } from '../../src/model/model.ts'
import { refreshSource } from '../../src/poll/refresh.ts'
import { loadChanges } from '../../src/store/feeds/changes.ts'
import { loadItems } from '../../src/store/feeds/feeds.ts'
import { savePoll } from '../../src/store/polls.ts'
import { HOUR, openNewsroom, type Page, START, type Story, serve, toRss } from './newsroom.ts'

const FEED = 'https://news.example/feed'
const DAY = 24 * HOUR
const html = (text: string): Page => serve(text, { 'content-type': 'text/html; charset=utf-8' })

const SUBJECTS = ['bridge', 'harvest', 'school', 'market', 'well', 'orchard', 'mill', 'library']

function toStories(count: number, start = 0): Story[] {
  return Array.from({ length: count }, (_, index) => {
    const subject = SUBJECTS[(start + index) % SUBJECTS.length] ?? ''
    const link = `https://news.example/${start + index}`
    const text = `People of the town speak of the ${subject} this week, and the mayor listens.`
    return { title: `New ${subject} opens in Amude`, guid: `g${start + index}`, link, text, date: START - index * HOUR }
  })
}

/** The real page of a story. */
function toPage({ title, text }: Story): string {
  const told = `${title}. ${text} It has been long in the making, the mayor said on Monday, and nobody believed in it.`
  return `<!doctype html><html lang="en"><head><title>${title} | Daily</title></head><body><nav><a href="/">Home</a></nav>
<article><h1>${title}</h1><p>${told}</p><p>${told} Again.</p><p>${told} At last.</p></article></body></html>`
}

const CHALLENGE = `<!doctype html><title>Making sure you're not a bot!</title><main><h1>Making sure you're not a bot!</h1>
<p>Loading...</p><p>You are seeing this because the administrator of this website has set up a guard against companies
that scrape websites. This can and does cause downtime for the websites.</p></main>`
const SENTENCE =
  "2 pages of news.example stood behind a bot check (“Making sure you're not a bot!”); their stories keep their summaries."

function open(stories: readonly Story[], more: Partial<DeclaredSource> = {}) {
  const room = openNewsroom({ en: FEED }, { fullText: true, ...more })
  const publish = (all: readonly Story[]) =>
    room.pages.set(FEED, serve(toRss(all), { etag: `"${JSON.stringify(all).length}"` }))
  const open = (all: readonly Story[]) => {
    for (const story of all) room.pages.set(story.link ?? '', html(toPage(story)))
  }
  const close = (all: readonly Story[], page: Page) => {
    for (const { link } of all) room.pages.set(link ?? '', page)
  }
  publish(stories)
  open(stories)
  const refresh = (after = 0) => {
    room.clock.now += after
    return refreshSource(room.poller, 'en', { force: true })
  }
  const askedPages = () => room.asked.splice(0).flatMap(({ url }) => (url === FEED ? [] : [url]))
  const contents = async () => (await loadItems(room.db, { limit: 200 })).map((item) => item.content)
  const texts = async () => (await contents()).map(({ contentText }) => contentText)
  return { ...room, publish, open, close, refresh, askedPages, contents, texts }
}

describe('pages behind a bot check', () => {
  test('leave the summaries, are told of, and asked for again after a day, three and seven', async () => {
    const stories = toStories(2)
    const room = open(stories)
    room.close(stories, html(CHALLENGE))
    expect(await room.refresh()).toMatchObject({ outcome: 'changed', added: 2 })
    expect(await room.texts()).toEqual(stories.map(({ text }) => text))
    const state = await room.stateOf('en')
    expect(state).toMatchObject({ fault: SENTENCE, faultSince: START, failures: 0 })
    room.askedPages()
    const asked: (readonly [number, number])[] = []
    for (let hour = 6; hour <= 40 * 24; hour += 6) {
      await room.refresh(6 * HOUR)
      const { length } = room.askedPages()
      if (length > 0) asked.push([hour / 24, length])
    }
    expect(asked).toEqual([
      [1, 2],
      [4, 2],
      [11, 2],
    ])
    expect(await room.stateOf('en')).toMatchObject({ fault: SENTENCE, faultSince: START })
    expect(await room.texts()).toEqual(stories.map(({ text }) => text))
  })

  test('give their text when they are back, subscribers are told, and the source is well again', async () => {
    const stories = toStories(2)
    const room = open(stories)
    room.close(stories, html(CHALLENGE))
    await room.refresh()
    const before = (await loadChanges(room.db, undefined, 100))?.changes.length
    room.open(stories)
    expect(await room.refresh(HOUR)).toMatchObject({ outcome: 'unchanged' })
    expect(await room.refresh(DAY)).toMatchObject({ outcome: 'changed', updated: 2 })
    for (const text of await room.texts()) expect(text).toContain('At last.')
    const changes = ((await loadChanges(room.db, undefined, 100))?.changes ?? []).slice(before)
    expect(changes.map(({ kind }) => kind)).toEqual(['revise', 'revise'])
    const [item] = await loadItems(room.db, { limit: 1 })
    expect(item?.updated).toBe(START + HOUR + DAY)
    const state = await room.stateOf('en')
    expect(state).not.toHaveProperty('fault')
    expect(state).not.toHaveProperty('walls')
    room.askedPages()
    await room.refresh(DAY)
    expect(room.askedPages()).toEqual([])
  })

  test('are asked for again though no document has the story any more', async () => {
    const stories = toStories(2)
    const room = open(stories)
    room.close(stories, html(CHALLENGE))
    await room.refresh()
    const others = toStories(2, 2)
    room.open([...stories, ...others])
    room.publish(others)
    expect(await room.refresh(DAY)).toMatchObject({ added: 2, updated: 2 })
    for (const text of await room.texts()) expect(text).toContain('At last.')
    expect(await room.stateOf('en')).not.toHaveProperty('walls')
  })

  test('are not told of any more once they are given up and no document has the story', async () => {
    const stories = toStories(2)
    const room = open(stories)
    room.close(stories, html(CHALLENGE))
    await room.refresh()
    const others = toStories(1, 2)
    room.open(others)
    room.publish(others)
    for (const days of [1, 3, 7]) await room.refresh(days * DAY)
    await room.refresh(DAY)
    expect(await room.stateOf('en')).not.toHaveProperty('walls')
    expect(await room.stateOf('en')).not.toHaveProperty('fault')
    const revisions = await room.db.all<{ item: number }>('SELECT item FROM revisions')
    expect(revisions).toHaveLength(3)
  })

  test('are asked for at once when the story changes', async () => {
    const [story] = toStories(1) as [Story]
    const room = open([story])
    room.close([story], html(CHALLENGE))
    for (const days of [0, 1, 3, 7, 20]) await room.refresh(days * DAY)
    room.askedPages()
    const changed = { ...story, title: `${story.title} after all` }
    room.publish([changed])
    await room.refresh(HOUR)
    expect(room.askedPages()).toHaveLength(1)
    room.open([changed])
    await room.refresh(DAY)
    expect((await room.texts())[0]).toContain('At last.')
  })

  test('are asked for a few at a time while the check stands', async () => {
    const stories = toStories(8)
    const room = open(stories)
    room.close(stories, html(CHALLENGE))
    await room.refresh()
    room.askedPages()
    await room.refresh(DAY)
    expect(room.askedPages()).toHaveLength(3)
    room.open(stories)
    await room.refresh(HOUR)
    expect(room.askedPages()).toHaveLength(5)
    expect((await room.texts()).filter((text) => text.includes('At last.'))).toHaveLength(5)
  })

  test('that answer 403 are told of too, whatever words they have', async () => {
    const stories = toStories(2)
    const room = open(stories)
    const refused = (body: string, headers: Record<string, string>) => () =>
      new Response(body, { status: 403, headers: { 'content-type': 'text/html', ...headers } })
    room.close(stories.slice(0, 1), refused('<title>news.example</title>', { 'cf-mitigated': 'challenge' }))
    room.close(stories.slice(1), refused('<p>Please enable JS and disable any ad blocker</p>', {}))
    await room.refresh()
    expect((await room.stateOf('en')).fault).toMatch(/^2 pages of news\.example stood behind a bot check/)
  })

  test('that a hub’s document names are told of as well', async () => {
    const { takePushed } = await import('../../src/poll/pushed.ts')
    const stories = toStories(2)
    const room = open([])
    await room.refresh()
    room.close(stories, html(CHALLENGE))
    const bytes = new TextEncoder().encode(toRss(stories))
    expect(await takePushed(room.poller, 'en', bytes, 'application/rss+xml')).toMatchObject({ added: 2 })
    expect(await room.stateOf('en')).toMatchObject({ fault: SENTENCE })
    expect((await room.stateOf('en')).walls).toHaveLength(2)
  })

  test('leave a longer text that the feed has, and one that was there', async () => {
    const [story, other] = toStories(2) as [Story, Story]
    const long = `${story.text} `.repeat(20).trim()
    const room = open([{ ...story, text: long }, other])
    room.close([story], html(CHALLENGE))
    await room.refresh()
    const [first, second] = await room.texts()
    expect(first).toBe(long)
    room.close([other], html(CHALLENGE))
    room.publish([
      { ...story, text: long },
      { ...other, title: `${other.title} again` },
    ])
    await room.refresh(HOUR)
    expect((await room.texts())[1]).toBe(second)
  })
})

describe('other walls', () => {
  const toDocument = (title: string, ...lines: string[]) =>
    `<!doctype html><title>${title}</title><main><h1>${title}</h1>${lines.map((line) => `<p>${line}</p>`).join('')}</main>`

  test.each([
    [
      'a consent page',
      'stood behind',
      toDocument(
        'Zustimmung',
        'Besuchen Sie uns wie gewohnt mit Werbung und Tracking, indem Sie der Nutzung aller Cookies zustimmen. Details zum Tracking finden Sie im Privacy Center.',
      ),
    ],
    [
      'a not-found page',
      'showed',
      toDocument(
        'Page not found',
        'The page that you were looking for has been moved or deleted, or it never existed at all. Please check the address, or go back to the front page and search from there.',
      ),
    ],
    [
      'a not-found page',
      'showed',
      toDocument(
        'الصفحة غير موجودة',
        'الصفحة التي تبحث عنها غير موجودة أو تم نقلها إلى مكان آخر، يمكنك العودة إلى الصفحة الرئيسية والبحث منها أو التواصل معنا عبر البريد.',
      ),
    ],
    [
      'a not-found page',
      'showed',
      toDocument(
        'Aradığınız sayfa bulunamadı',
        'Aradığınız sayfa kaldırılmış ya da adı değiştirilmiş olabilir, lütfen adresi denetleyin ya da ana sayfaya dönüp oradan arayın.',
      ),
    ],
    [
      'a not-found page',
      'showed',
      toDocument(
        'Rûpel nehat dîtin',
        'Rûpela ku tu lê digerî li vir tune ye an navnîşana wê hatiye guhertin, ji kerema xwe vegere rûpela sereke û ji wir bigere.',
      ),
    ],
    [
      'a not-found page',
      'showed',
      toDocument(
        'پەڕەکە نەدۆزرایەوە',
        'ئەو پەڕەیەی کە بۆی دەگەڕێیت لێرە نییە یان ناونیشانەکەی گۆڕاوە، تکایە بگەڕێوە بۆ پەڕەی سەرەکی و لەوێوە بگەڕێ بۆ بابەتەکان.',
      ),
    ],
    [
      'a paywall',
      'stood behind',
      toDocument(
        'Subscribe',
        'Subscribe to continue reading. Get unlimited access to every story for one euro a week, cancel at any time that you like to.',
      ),
    ],
    [
      'a log-in page',
      'stood behind',
      toDocument(
        'Log in',
        'Please log in to read this story, or create an account: it is free of charge and takes no more than a minute of your time.',
      ),
    ],
    [
      'an error page',
      'showed',
      toDocument(
        'Site under maintenance',
        'We are performing scheduled maintenance and shall be back in a few hours. Thank you for your patience, and please try again later.',
      ),
    ],
    [
      'something else than the story',
      'showed',
      toDocument(
        'Win a journey',
        'Take part in the draw of the year and win a journey for two to the mountains, with everything that belongs to it, breakfast and dinner included.',
      ),
    ],
  ])('are named: %s', async (name, verb, page) => {
    const [story] = toStories(1) as [Story]
    const room = open([story])
    room.close([story], html(page))
    await room.refresh()
    const title = /<title>(.*?)</.exec(page)?.[1]
    expect((await room.stateOf('en')).fault).toBe(
      `1 page of news.example ${verb} ${name} (“${title}”); its story keeps its summary.`,
    )
    expect(await room.texts()).toEqual([story.text])
  })

  test('are known by where redirects lead', async () => {
    const [story] = toStories(1) as [Story]
    const room = open([story])
    const to = 'https://consent.google.com/m?continue=https://news.example/0'
    room.close([story], () => new Response('', { status: 302, headers: { location: to } }))
    room.pages.set(to, html('<!doctype html><title>Google</title><p>G</p>'))
    await room.refresh()
    expect((await room.stateOf('en')).fault).toMatch(/stood behind a consent page \(“Google”\)/)
  })

  test('of a paywall below the teaser keep the summary; of a beginning that is longer the beginning is taken', async () => {
    const [story, other] = toStories(2) as [Story, Story]
    const room = open([story, other])
    const wall = '<p>Subscribe to continue reading.</p>'
    const toBeginning = ({ title, text }: Story, rest: string) =>
      html(`<!doctype html><title>${title}</title><article><h1>${title}</h1><p>${text}</p>${rest}${wall}</article>`)
    room.close([story], toBeginning(story, ''))
    room.close([other], toBeginning(other, `<p>${`The ${other.title} and everybody came to see it. `.repeat(12)}</p>`))
    await room.refresh()
    expect((await room.stateOf('en')).fault).toMatch(/^1 page of news\.example stood behind a paywall/)
    expect((await room.texts())[0]).toBe(story.text)
    expect((await room.texts())[1]).toContain('everybody came')
  })
})

describe('one text for several stories', () => {
  const text =
    'The council of the town opens what is new in Amude this week, and people speak of it: mayor, market, school.'
  const same = html(`<!doctype html><title>Daily</title><article><p>${text}</p><p>${text} New.</p></article>`)

  test('is none’s', async () => {
    const stories = toStories(3)
    const room = open(stories)
    room.close(stories, same)
    await room.refresh()
    expect(await room.texts()).toEqual(stories.map((story) => story.text))
    expect((await room.stateOf('en')).fault).toMatch(
      /^3 pages of news\.example showed one and the same text \(“The council of the town opens/,
    )
  })

  test('that was stored once already is taken back there, or mended when the page is back', async () => {
    const [first, second, third] = toStories(3) as [Story, Story, Story]
    const room = open([first])
    room.close([first, second, third], same)
    await room.refresh()
    expect((await room.texts())[0]).toContain('The council of the town')
    room.publish([second, first])
    await room.refresh(HOUR)
    await room.refresh(HOUR)
    expect((await room.texts()).toSorted()).toEqual([first.text, second.text].toSorted())
    room.open([first, second])
    await room.refresh(2 * DAY)
    for (const one of await room.texts()) expect(one).toContain('At last.')
    expect(await room.stateOf('en')).not.toHaveProperty('fault')
  })

  test('is no wall where it is one story at two addresses, or two stories on one page', async () => {
    const [story] = toStories(1) as [Story]
    const again = { ...story, guid: 'again', link: 'https://news.example/again', title: `Updated: ${story.title}` }
    const live = [1, 2].map((part) => ({
      ...story,
      guid: `live${part}`,
      link: `https://news.example/live#${part}`,
      title: `${part}${part} of the opening in Amude`,
    }))
    const room = open([story, again, ...live])
    room.close([again], html(toPage(story)))
    room.pages.set('https://news.example/live', html(toPage({ ...story, title: 'The opening in Amude' })))
    for (const { link } of live) room.pages.set(link, html(toPage({ ...story, title: 'The opening in Amude' })))
    await room.refresh()
    expect(await room.stateOf('en')).not.toHaveProperty('fault')
    for (const one of await room.texts()) expect(one).toContain('At last.')
  })

  test('stored by an older version is mended after the upgrade, in the document or not', async () => {
    const stories = toStories(4)
    const room = open(stories)
    await room.refresh()
    // What an older version took for the text of two of them.
    const wall = '<p>Some page or other of the site, which every story of it was led to in that week of the year.</p>'
    await room.db.run(
      `UPDATE items SET shown = json_set(shown, '$.contentHtml', ?, '$.contentText', ?) WHERE id <= 2`,
      wall,
      wall.replace(/<[^>]*>/g, ''),
    )
    await room.db.run(
      `UPDATE revisions SET received = json_set(received, '$.item.content.value', ?) WHERE item <= 2`,
      wall,
    )
    await savePoll(room.db, { ...(await room.stateOf('en')), rules: 4 })
    room.publish(stories.slice(1))
    expect(await room.refresh(HOUR)).toMatchObject({ outcome: expect.any(String) })
    await room.refresh(HOUR)
    for (const one of await room.texts()) expect(one).toContain('At last.')
  })
})

describe('a real story', () => {
  test.each([
    [
      'about a bot check',
      'Making sure you are not a bot',
      'Sites ask readers to prove that they are no bot, and readers are tired of it, a study finds.',
    ],
    [
      'about cookies',
      'We value your privacy, they said',
      'A court ruled on cookies on Friday: to accept cookies must be as easy as to refuse them.',
    ],
    [
      'about a page that is not found',
      'Page not found',
      'A page of the oldest book of the town is not found, the library said, and nobody knows who has it.',
    ],
    [
      'about paywalls',
      'Subscribe to continue reading',
      'More papers ask their readers to subscribe to continue reading, and fewer readers do so every year.',
    ],
    [
      'whose page has another headline',
      'Mayor opens bridge',
      'The bridge over the river was opened by the mayor on Friday, after a year of work.',
    ],
    ['of few words', 'Snow', 'It snows.'],
    ['without a headline', '', 'The bridge over the river was opened by the mayor on Friday, after a year of work.'],
    [
      'in Turkish, with other endings',
      'Köprünün açılışında binlerce kişi',
      'Belediye başkanı köprüyü cuma günü açtı, binlerce kişi geldi.',
    ],
    ['in Arabic', 'افتتاح الجسر الجديد في عامودا', 'افتتح رئيس البلدية الجسر الجديد يوم الجمعة بعد سنة من العمل.'],
    ['in Chinese', '新桥在城里开通', '市长星期五为新桥剪彩，工程历时一年。'],
  ])('is taken: %s', async (_, title, text) => {
    const room = open([])
    const story = { title, guid: 'g', link: 'https://news.example/0', text, date: START }
    const page = `<!doctype html><title>${title || 'Bridge'} | Daily</title><article><h1>${title || 'Bridge'}</h1>${`<p>${text} ${text}</p>`.repeat(4)}<p>End.</p></article>`
    room.publish([story])
    room.close([story], html(page))
    await room.refresh()
    expect(await room.stateOf('en')).not.toHaveProperty('fault')
    expect((await room.texts())[0]).toContain('End.')
  })
})
