import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ParseError } from '../../../src/errors.ts'
import { parseArticle } from '../../../src/extract/article/article.ts'
import { findWallBefore } from '../../../src/extract/wall/wall.ts'

/** Pages as test/fixtures/walls has them: a head parted by ¦, then lines. */
function readPages(name: string): { head: readonly string[]; lines: readonly string[] }[] {
  const text = readFileSync(new URL(`../../fixtures/walls/${name}.txt`, import.meta.url), 'utf8')
  return text
    .split('\n\n')
    .slice(1)
    .map((block) => {
      const [head = '', ...lines] = block.trim().split('\n')
      return { head: head.split('¦').map((part) => part.trim()), lines }
    })
}

const STORIES = readPages('stories').map(({ head: [language = '', title = '', teaser = ''], lines }) => ({
  language,
  title,
  teaser,
  text: lines.join(' '),
}))
const WALLS = readPages('pages').map(({ head: [kind = '', like = '', title = ''], lines }) => ({
  kind,
  like,
  title,
  lines,
}))

const url = 'https://news.example/2015/06/story/'

function find(html: string, expected: { title: string; teaser: string }) {
  const bytes = new TextEncoder().encode(html)
  return findWallBefore(expected, readArticle(bytes), { bytes, url, asked: url })
}

function readArticle(bytes: Uint8Array) {
  try {
    return parseArticle(bytes, { url }).items[0]
  } catch (error) {
    if (error instanceof ParseError) return undefined
    throw error
  }
}

/** A page as blogs have them, one that has a bar of its own, and one of nothing but lines. */
const SHAPES: readonly ((title: string, text: string) => string)[] = [
  (title, text) =>
    `<!doctype html><title>${title} | The Daily</title><nav><a href="/">Home</a> <a href="/login">Log in</a></nav>
     <article><h1>${title}</h1><p>${text}</p></article>`,
  (title, text) =>
    `<!doctype html><title>The Daily – ${title}</title><div class="bar">Already a subscriber? <a href="/login">Log in</a></div>
     <main><h1>${title}</h1><div class="entry-content"><p>${text.replace(/(?<=[.!?؟]) /g, '</p><p>')}</p></div></main>
     <div id="cookies">We use cookies. <button>Accept all</button></div>`,
]

test('a short story about walls is none', () => {
  const wrong = STORIES.flatMap(({ title, teaser, text }) =>
    SHAPES.flatMap((shape, at) =>
      [teaser, '', text].flatMap((said) => {
        const wall = find(shape(title, text), { title, teaser: said })
        return wall ? [`${title} (${at}): ${wall.kind}: ${wall.says}`] : []
      }),
    ),
  )
  expect(wrong).toEqual([])
})

/** Stories that pages were asked for, one without a teaser, one whose teaser is about the same. */
const ASKED = [
  { title: 'Bridge has moved a metre to the north', teaser: 'Engineers measured the bridge on Monday.' },
  { title: 'نقل الجسر متراً إلى الشمال', teaser: '' },
  { title: 'Le ministre visite la ville', teaser: 'La visite a duré deux heures, selon la mairie de la ville.' },
]

test('a wall is told, and what kind', () => {
  const wrong = WALLS.flatMap(({ kind, like, title, lines }) => {
    const [first, ...rest] = lines
    const bodies = [
      `<h1>${first}</h1>${rest.map((line) => `<p>${line}</p>`).join('')}`,
      `<div><div>${lines.map((line) => `<div>${line}</div>`).join('')}</div></div>`,
    ]
    return bodies.flatMap((body) =>
      ASKED.flatMap((asked) => {
        const wall = find(`<!doctype html><title>${title}</title><body>${body}</body>`, asked)
        return wall?.kind === kind ? [] : [`${like}: ${wall?.kind}: ${wall?.says}`]
      }),
    )
  })
  expect([...new Set(wrong)]).toEqual([])
})

test('a paywall below the beginning of its story is one', () => {
  const title = 'Bridge has moved a metre to the north'
  const teaser = 'Engineers measured the bridge over the river on Monday.'
  const lead = `${teaser} They found that it stands a metre further to the north than it did in spring, said the mayor.`
  const gates = WALLS.filter(({ kind }) => kind === 'paywall')
  const wrong = gates.filter(({ lines }) => {
    const html = `<title>${title} | The Daily</title><article><h1>${title}</h1><p>${lead}</p>
      <div>${lines.map((line) => `<p>${line}</p>`).join('')}</div></article><footer><p>Contact</p></footer>`
    return find(html, { title, teaser })?.kind !== 'paywall'
  })
  expect(wrong.map(({ like }) => like)).toEqual([])
})
