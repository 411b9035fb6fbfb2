import { describe, expect, test } from 'vitest'
import { refreshSource } from '../../src/poll/refresh.ts'
import { HOUR, openNewsroom, serve } from './newsroom.ts'

/** Sources whose documents differ at every poll although nobody edited anything, and those that somebody did edit. */

const FEED = 'https://news.example/rss'
const POLLS = 10
const HEADLINES = ['Kobane rebuilds', 'Schools reopen', 'Bread is dear', 'The bridge is finished', 'Rain at last']

type Fields = {
  readonly title?: string
  readonly link?: string | undefined
  readonly guid?: string | undefined
  readonly date?: string
  readonly text?: string
  readonly more?: string
}
/** A document at the poll of this number. */
type Changing = (poll: number) => string
type Item = (index: number, poll: number) => Fields

const toText = (index: number) =>
  `<p>${HEADLINES[index]}: what people of the town waited for during years came on Thursday, officials said.</p>`
const toLink = (index: number) => `https://news.example/story-${index}`
const toEscaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
/** What nobody can guess: a token of 32 digits, another for each seed. */
const toToken = (seed: number) => {
  let value = seed * 2_654_435_761
  return Array.from({ length: 32 }, () => {
    value = (value * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((value / 2_147_483_648) * 16).toString(16)
  }).join('')
}

function toItem(fields: Fields, index: number): string {
  const { title, link, guid, date, text, more } = {
    title: HEADLINES[index] ?? '',
    date: new Date(Date.UTC(2015, 5, 3, 12 - index)).toUTCString(),
    text: toText(index),
    ...fields,
  }
  const named = [
    link === undefined ? '' : `<link>${toEscaped(link)}</link>`,
    guid === undefined ? '' : `<guid isPermaLink="false">${toEscaped(guid)}</guid>`,
  ]
  const dated = date === '' ? '' : `<pubDate>${date}</pubDate>`
  return `<item><title>${toEscaped(title)}</title>${named.join('')}${dated}<description>${toEscaped(text)}</description>${more ?? ''}</item>`
}

const toRss = (items: string, channel = '') =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Daily</title><link>https://news.example/</link>${channel}${items}</channel></rss>`

/** A document of so many items, each as it is at a poll. */
const of =
  (count: number, item: Item): Changing =>
  (poll) =>
    toRss(Array.from({ length: count }, (_, index) => toItem(item(index, poll), index)).join(''))

async function open(document: Changing, polls = POLLS) {
  const room = openNewsroom({ en: FEED })
  const refresh = async (text: string) => {
    room.pages.set(FEED, serve(text))
    room.clock.now += HOUR
    return refreshSource(room.poller, 'en', { force: true })
  }
  for (let poll = 1; poll <= polls; poll++)
    expect(await refresh(document(poll))).not.toMatchObject({ outcome: 'failed' })
  const count = async (sql: string) => (await room.db.first<{ n: number }>(sql))?.n
  const facts = async () => ({
    items: await count('SELECT count(*) AS n FROM items'),
    revision: await count('SELECT max(revision) AS n FROM revisions'),
    told: await count('SELECT count(*) AS n FROM changes WHERE quiet = 0'),
    names: await count('SELECT count(*) AS n FROM identities'),
  })
  return { ...room, refresh, facts }
}

/** Each story is there once, as it came; nobody was told of anything, and its names do not grow. */
async function expectStill(document: Changing, count: number) {
  const { facts } = await open(document)
  const found = await facts()
  expect(found).toMatchObject({ items: count, revision: 1, told: 0 })
  expect(found.names).toBeLessThanOrEqual(count * 6 + (count === 1 ? 2 * POLLS : 0))
}

const still = (cases: readonly (readonly [string, Changing, number])[]) =>
  test.each(cases)('%s', (_, document, count) => expectStill(document, count))

describe('addresses that are others at each poll', () => {
  const guids: readonly [string, (link: string, index: number) => string | undefined][] = [
    ['no guid', () => undefined],
    ['the address as guid', (link) => link],
    ['a guid of its own', (_, index) => `story ${index}`],
  ]
  const links: readonly [string, (index: number, poll: number) => string][] = [
    ['a PHP session', (index, poll) => `${toLink(index)}?PHPSESSID=${toToken(poll)}`],
    ['a session of a forum', (index, poll) => `https://news.example/t.php?t=${index}&sid=${toToken(poll)}`],
    ['a Java session', (index, poll) => `${toLink(index)};jsessionid=${toToken(poll).toUpperCase()}.node${poll % 3}`],
    [
      'a Java session before a query',
      (index, poll) => `https://news.example/s;jsessionid=${toToken(poll)}?id=${index}`,
    ],
    ['an ASP.NET session', (index, poll) => `https://news.example/(S(${toToken(poll).slice(0, 24)}))/a${index}.aspx`],
    [
      'a ColdFusion session',
      (index, poll) => `${toLink(index)}?CFID=${poll * 977}&CFTOKEN=${toToken(poll).slice(0, 8)}`,
    ],
    ['a cache buster', (index, poll) => `${toLink(index)}?_=${1_690_000_000_000 + poll * 60_000}`],
    ['a time', (index, poll) => `${toLink(index)}?t=${1_690_000_000 + poll * 3_600}`],
    ['a token', (index, poll) => `${toLink(index)}?xk=${toToken(poll * 10 + index)}`],
    ['tracking of a network', (index, poll) => `${toLink(index)}?__xts__%5B0%5D=68.${toToken(poll)}&__tn__=-R${poll}`],
    [
      'another order of parameters',
      (index, poll) => `https://news.example/?${poll % 2 ? `a=1&id=${index}` : `id=${index}&a=1`}`,
    ],
    ['http and https', (index, poll) => toLink(index).replace('https', poll % 2 ? 'http' : 'https')],
    ['www. or none', (index, poll) => toLink(index).replace('//', poll % 2 ? '//www.' : '//')],
    ['a closing slash or none', (index, poll) => toLink(index) + (poll % 2 ? '/' : '')],
    ['escapes of either case', (index, poll) => `https://news.example/${poll % 2 ? '%d8%a7' : '%D8%A7'}${index}`],
    ['the phones’ site', (index, poll) => toLink(index).replace('//', poll % 2 ? '//m.' : '//')],
    ['AMP', (index, poll) => toLink(index) + (poll % 2 ? '/amp/' : '/')],
    ['AMP as a parameter', (index, poll) => toLink(index) + (poll % 2 ? '?amp=1' : '')],
    ['where the readers came from', (index, poll) => `${toLink(index)}#rss-${poll}`],
  ]
  still(
    guids.flatMap(([guid, toGuid]) =>
      links.flatMap(([name, to]) =>
        [1, 5].map(
          (count) =>
            [
              `${name}, ${guid}, ${count} items`,
              of(count, (index, poll) => ({ link: to(index, poll), guid: toGuid(to(index, poll), index) })),
              count,
            ] as const,
        ),
      ),
    ),
  )

  // Nothing tells these of one item from another story.
  still(
    guids.flatMap(([guid, toGuid]) =>
      (
        [
          ['a number under an unknown name', (index, poll) => `${toLink(index)}?build=${poll}`],
          ['an unknown part of the path', (index, poll) => `https://news.example/x${poll}/story-${index}`],
          ['the number of a host', (index, poll) => `https://web${poll}.news.example/story-${index}`],
        ] satisfies [string, (index: number, poll: number) => string][]
      ).map(
        ([name, to]) =>
          [
            `${name}, ${guid}`,
            of(5, (index, poll) => ({ link: to(index, poll), guid: toGuid(to(index, poll), index) })),
            5,
          ] as const,
      ),
    ),
  )

  still([
    [
      'under headlines that have no text',
      of(5, (index, poll) => ({ link: `${toLink(index)}?build=${poll}`, text: '' })),
      5,
    ],
    [
      'with dates that move too',
      of(5, (index, poll) => ({
        link: `${toLink(index)}?build=${poll}`,
        date: new Date(Date.UTC(2015, 5, 4, 12 + poll)).toUTCString(),
      })),
      5,
    ],
    [
      'that have nothing in common',
      of(5, (index, poll) => ({ link: `https://news.example/r/${toToken(poll * 10 + index)}` })),
      5,
    ],
  ])

  test('are still other stories’ where they tell them apart', async () => {
    const room = await open(
      of(5, (index) => ({ link: `https://news.example/?p=${index}` })),
      1,
    )
    await room.refresh(of(5, (index) => ({ link: `https://news.example/?p=${index + 100}`, title: `${index}` }))(2))
    expect(await room.facts()).toMatchObject({ items: 10, revision: 1 })
  })

  test('that the site moved once lead there: one revision, and no second story', async () => {
    const room = await open(
      of(1, () => ({ link: 'https://news.example/old-name' })),
      1,
    )
    const moved = of(1, () => ({ link: 'https://news.example/new-name' }))
    for (const poll of [2, 3, 4]) await room.refresh(`${moved(poll)}<!-- ${poll} -->`)
    expect(await room.facts()).toMatchObject({ items: 1, revision: 2 })
  })

  test('do not make a new story of a known one when its headline is put right', async () => {
    const document = of(5, (index, poll) => ({ link: `${toLink(index)}?build=${poll}` }))
    const room = await open(document, 3)
    const edited = of(5, (index, poll) => ({
      link: `${toLink(index)}?build=${poll}`,
      ...(index === 0 ? { title: 'Kobane rebuilds its schools' } : {}),
    }))
    await room.refresh(edited(4))
    expect(await room.facts()).toMatchObject({ items: 5, revision: 2, told: 1 })
  })
})

describe('guids that are others at each poll', () => {
  const guids: readonly [string, (index: number, poll: number) => string][] = [
    ['made up', (index, poll) => toToken(poll * 10 + index)],
    ['of the time', (index, poll) => `${HEADLINES[index]} ${poll}:00`],
    ['a tag of now', (index, poll) => `tag:news.example,2015-06-${poll + 10}:${index}`],
    ['the address with a time', (index, poll) => `${toLink(index)}?${1_690_000_000 + poll}`],
    ['the address with a number of its version', (index, poll) => `${toLink(index)}#${poll}`],
    ['with http and https', (index, poll) => toLink(index).replace('https', poll % 2 ? 'http' : 'https')],
  ]
  still(
    guids.flatMap(([name, toGuid]) =>
      [1, 5].flatMap((count) => [
        [
          `${name}, ${count} items`,
          of(count, (i, poll) => ({ link: toLink(i), guid: toGuid(i, poll) })),
          count,
        ] as const,
        [`${name}, ${count} items, no address`, of(count, (i, poll) => ({ guid: toGuid(i, poll) })), count] as const,
      ]),
    ),
  )
})

describe('what a text says of itself', () => {
  const within = (line: (poll: number) => string): Changing =>
    of(3, (index, poll) => ({ link: toLink(index), guid: `g${index}`, text: `${toText(index)}${line(poll * 7)}` }))
  still(
    (
      [
        ['views', (n) => `<p>${n} views</p>`],
        ['views in thousands', (n) => `<div class="meta">1,${100 + n} views</div>`],
        ['views, comments, minutes', (n) => `<p>${n} views · ${n + 1} comments · ${n} min read</p>`],
        ['comments behind signs', (n) => `<small>▲ ${500 + n} · 💬 <a href="https://forum.example/9">${n}</a></small>`],
        ['points as Hacker News has them', (n) => `<p>Points: ${n}</p><p># Comments: ${n + 2}</p>`],
        ['likes and shares', (n) => `<ul><li>Likes: ${n}</li><li>${n} shares</li></ul>`],
        ['hours', (n) => `<p>${n} hours ago</p>`],
        ['hours and who', (n) => `<p>Posted ${n} hours ago by Azad</p>`],
        ['when it was updated', (n) => `<p>Last updated 12:${10 + (n % 49)}</p>`],
        ['German', (n) => `<p>vor ${n} Stunden | ${n} Kommentare</p>`],
        ['French', (n) => `<p>il y a ${n} heures</p><p>${n} commentaires</p>`],
        ['Spanish', (n) => `<p>hace ${n} horas · ${n} visitas</p>`],
        ['Turkish', (n) => `<p>${n} kez okundu</p><p>${n} saat önce</p>`],
        ['Kurmanji', (n) => `<p>Berî ${n} saetan</p><p>${n} caran hat xwendin</p>`],
        ['Arabic', (n) => `<p>منذ ${n} ساعة</p><p>${n} قراءة</p><p>المشاهدات: ${n}</p>`],
        ['Arabic digits', (n) => `<p>منذ ${n.toLocaleString('ar-EG')} ساعات</p>`],
        ['Persian', (n) => `<p>${n} ساعت پیش</p><p>بازدید: ${n}</p>`],
        ['Sorani', (n) => `<p>پێش ${n} کاتژمێر</p><p>${n} جار خوێندراوەتەوە</p>`],
        ['Russian', (n) => `<p>${n} часов назад</p><p>Просмотров: ${n}</p>`],
      ] satisfies [string, (n: number) => string][]
    ).map(([name, line]) => [name, within(line), 3] as const),
  )

  still([
    [
      'the number of comments in a headline',
      of(3, (index, poll) => ({ guid: `g${index}`, title: `${HEADLINES[index]} (${poll} comments)` })),
      3,
    ],
    [
      'minutes in a summary beside a text',
      of(3, (index, poll) => ({
        guid: `g${index}`,
        text: `${poll} min read`,
        more: `<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">${toEscaped(toText(index))}</content:encoded>`,
      })),
      3,
    ],
  ])

  test.each([
    ['a number in a sentence', 'Nine people died, 5 were hurt.', 'Nine people died, 7 were hurt.'],
    ['views in a sentence', 'The film has 1,200 views.', 'The film has 3,400 views.'],
    [
      'hours in a sentence',
      'The quake struck 3 hours ago near the town.',
      'The quake struck 4 hours ago near the town.',
    ],
    ['a number alone', '5', '7'],
    ['a sum', 'Killed: 5', 'Killed: 7'],
    ['a time', '12:04 – shots are heard', '12:05 – shots are heard'],
    ['hours that somebody fasts', '40 hours', '60 hours'],
    ['comments of somebody', 'Comments by Azad', 'Comments by Berzan'],
    ['an Arabic number in a sentence', 'قتل 5 أشخاص في القصف', 'قتل 7 أشخاص في القصف'],
  ])('but %s is put right', async (_, before, after) => {
    const document = (line: string) => of(3, (index) => ({ guid: `g${index}`, text: `${toText(index)}<p>${line}</p>` }))
    const room = await open(document(before), 1)
    await room.refresh(document(after)(2))
    expect((await room.facts()).revision).toBe(2)
  })
})

describe('what stands around a text', () => {
  const around = (html: (poll: number, index: number) => string, count = 5): Changing =>
    of(count, (index, poll) => ({
      guid: `g${index}`,
      link: toLink(index),
      text: `${toText(index)}${html(poll, index)}`,
    }))
  const mail = (poll: number) =>
    `<p>Write to <a href="/cdn-cgi/l/email-protection#${toToken(poll)}"><span class="__cf_email__" data-cfemail="${toToken(poll)}">[email&#160;protected]</span></a></p>`
  still([
    ['an address hidden by Cloudflare', around(mail, 1), 1],
    [
      'an input that is new each time',
      around((poll) => `<input type="hidden" name="csrf" value="${toToken(poll)}">`, 1),
      1,
    ],
    ['ids and classes', around((poll) => `<p id="p${poll}" class="c${poll}" data-nonce="${poll}">So.</p>`, 1), 1],
    ['pixels', around((poll) => `<img src="https://count.example/pixel.gif?r=${poll}" width="1" height="1">`, 1), 1],
    [
      'a signed picture',
      around((poll) => `<img src="https://cdn.example/a.jpg?Expires=${poll}&Signature=${toToken(poll)}">`, 1),
      1,
    ],
    [
      'a picture’s host',
      around((poll) => `<img src="https://scontent-fra${poll}-1.xx.fbcdn.net/v/a.jpg?oh=${poll}">`, 1),
      1,
    ],
    ['a host of WordPress', around((poll) => `<img src="https://i${poll % 3}.wp.com/news.example/a.jpg?w=300">`, 1), 1],
    [
      'a link with a session',
      around((poll) => `<p><a href="https://news.example/x?PHPSESSID=${toToken(poll)}">More</a></p>`, 1),
      1,
    ],
    [
      'a link with a cache buster',
      around((poll) => `<p><a href="https://news.example/x?_=${1_690_000_000_000 + poll}">More</a></p>`, 1),
      1,
    ],
    [
      'a picture of many',
      around((poll, index) => `<img src="https://news.example/banner-${(poll * 3 + index) % 7}.jpg">`),
      5,
    ],
    [
      'links to other stories',
      around(
        (poll) =>
          `<p>Elsewhere</p><ul>${[1, 2, 3].map((n) => `<li><a href="/s/${poll * n}">Story ${poll * n}</a></li>`).join('')}</ul>`,
      ),
      5,
    ],
    [
      'an advertisement',
      around(
        (poll) => `<div><a href="https://ads.example/${poll}"><img src="https://ads.example/${poll}.gif"></a></div>`,
      ),
      5,
    ],
  ])

  still([
    [
      'a main picture of many',
      of(5, (index, poll) => ({
        guid: `g${index}`,
        more: `<media:content medium="image" url="https://news.example/b${(poll * 3 + index) % 7}.jpg"/>`,
      })),
      5,
    ],
    [
      'further pictures of many, with words',
      of(5, (index, poll) => ({
        guid: `g${index}`,
        more: [0, 1]
          .map((more) => (poll * 3 + index + more) % 7)
          .map(
            (name) =>
              `<media:content medium="image" url="https://news.example/b${name}.jpg"><media:description>Number ${name}</media:description></media:content>`,
          )
          .join(''),
      })),
      5,
    ],
    [
      'a picture of many that is shown and attached',
      of(5, (index, poll) => {
        const url = `https://news.example/b${(poll * 3 + index) % 7}.jpg`
        return {
          guid: `g${index}`,
          text: `${toText(index)}<p><img src="${url}"></p>`,
          more: `<enclosure url="${url}" type="image/jpeg" length="1"/>`,
        }
      }),
      5,
    ],
    [
      'a signed recording',
      of(1, (index, poll) => ({
        guid: `g${index}`,
        more: `<enclosure url="https://d${poll}.cdn.example/a.mp3?Expires=${poll}&amp;Signature=${toToken(poll)}" type="audio/mpeg" length="${poll}"/>`,
      })),
      1,
    ],
    [
      'the order of tags and items',
      (poll: number) => {
        const tags = ['A', 'B', 'C'].map((tag) => `<category>${tag}</category>`)
        const items = [0, 1, 2].map((index) =>
          toItem({ guid: `g${index}`, more: [...tags.slice(poll % 3), ...tags.slice(0, poll % 3)].join('') }, index),
        )
        return toRss([...items.slice(poll % 3), ...items.slice(0, poll % 3)].join(''), `<pubDate>${poll}</pubDate>`)
      },
      3,
    ],
    [
      'items that leave and come back',
      (poll: number) =>
        toRss(
          [0, 1, 2]
            .filter((index) => (poll + index) % 3 > 0 || poll === 1)
            .map((index) => toItem({ link: toLink(index) }, index))
            .join(''),
        ),
      3,
    ],
  ])

  test.each([
    ['of two stories', 2, 1],
    ['of one story, which comes back', 1, 3],
  ])('pictures %s are soon known to be drawn by lot', async (_, count, revision) => {
    const { facts } = await open(around((poll) => `<img src="https://news.example/b${poll % 2}.jpg">`, count))
    expect(await facts()).toMatchObject({ items: count })
    expect((await facts()).revision).toBeLessThanOrEqual(revision)
  })

  test('but all stories get pictures that had none, and one is changed then', async () => {
    const document = (name: string) =>
      around((_, index) => `<img src="https://news.example/${index === 0 ? name : 'x'}.jpg">`)
    const room = await open(
      around(() => ''),
      1,
    )
    await room.refresh(document('a')(2))
    const { revision = 0 } = await room.facts()
    await room.refresh(document('b')(3))
    expect(await room.facts()).toMatchObject({ items: 5, revision: revision + 1 })
  })

  test('but one story’s picture is changed by somebody', async () => {
    const document = (name: string) =>
      around((_, index) => `<img src="https://news.example/${index === 0 ? name : 'x'}.jpg">`)
    const room = await open(document('a'), 1)
    await room.refresh(document('b')(2))
    expect(await room.facts()).toMatchObject({ items: 5, revision: 2 })
  })

  test('nor does a correction go by because everything else moves', async () => {
    const document = around((poll, index) => `<img src="https://news.example/banner-${(poll * 3 + index) % 7}.jpg">`)
    const room = await open(document, 3)
    const text = document(4).replace('Schools reopen: what people', 'Schools reopen: what few people')
    await room.refresh(text)
    expect(await room.facts()).toMatchObject({ items: 5, revision: 2, told: 1 })
    const { title } = (await room.db.first<{ title: string }>(
      `SELECT shown ->> 'title' AS title FROM items WHERE revision = 2`,
    )) ?? { title: '' }
    expect(title).toBe('Schools reopen')
  })
})

describe('a story that is twice in one document', () => {
  const twice = (one: Fields, other: Fields) => toRss(toItem(one, 0) + toItem(other, 0))
  const early = new Date(Date.UTC(2015, 5, 3, 10)).toUTCString()

  test.each<[string, Fields, Fields, number]>([
    [
      'under guids of its versions',
      { link: toLink(0), guid: `${toLink(0)}#1` },
      { link: toLink(0), guid: `${toLink(0)}#0`, date: early },
      1,
    ],
    ['under fragments', { link: `${toLink(0)}#1` }, { link: `${toLink(0)}#0` }, 1],
    ['under guids that say nothing', { link: toLink(0), guid: 'a' }, { link: toLink(0), guid: 'b' }, 1],
    ['on AMP', { link: toLink(0) }, { link: `${toLink(0)}/amp/` }, 1],
    [
      'of several headlines: a ticker',
      { link: `${toLink(0)}#1` },
      { link: `${toLink(0)}#0`, title: 'Earlier', text: '<p>Else.</p>' },
      2,
    ],
    [
      'of several texts: a bulletin',
      { link: toLink(0), guid: 'a' },
      { link: toLink(0), guid: 'b', text: '<p>Rain.</p>' },
      2,
    ],
    [
      'of one text and several files: a broadcast',
      { link: toLink(0), guid: 'a', more: '<enclosure url="https://m.example/10.mp3" type="audio/mpeg"/>' },
      { link: toLink(0), guid: 'b', more: '<enclosure url="https://m.example/11.mp3" type="audio/mpeg"/>' },
      2,
    ],
    ['of one headline and several pages: the weather', { link: toLink(0), text: '' }, { link: toLink(1), text: '' }, 2],
  ])('%s', async (_, one, other, items) => {
    const { facts } = await open((poll) => `${twice(one, other)}<!-- ${poll} -->`)
    expect(await facts()).toMatchObject({ items, revision: 1, told: 0 })
  })

  test('is shown as its newer form says, and stays so', async () => {
    const old = { link: toLink(0), guid: 'a', date: early }
    const { db, facts } = await open((poll) => `${twice(old, { link: toLink(0), guid: 'b' })}<!-- ${poll} -->`)
    expect(await facts()).toMatchObject({ items: 1, revision: 1 })
    const shown = await db.first<{ at: number }>(`SELECT shown ->> 'published' AS at FROM items`)
    expect(shown?.at).toBe(Date.UTC(2015, 5, 3, 12))
  })
})
