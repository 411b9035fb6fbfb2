import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isNoLetter, NO_LETTERS, toSmallLetter } from '../../../src/clean/language/fold.ts'
import {
  findEnd,
  hasPhrase,
  isBegunBy,
  isPhrase,
  isPhraseAlone,
  readBehind,
  walk,
} from '../../../src/clean/language/phrases.ts'
import { readRow, toPhraseTable } from '../../../src/clean/language/table.ts'

/** One table of one phrase, as a line of it is written. */
function one(phrase: string) {
  return toPhraseTable(`en|here|${phrase}`)
}

describe('a phrase', () => {
  test.each([
    ['letters of either case', 'follow us', 'Follow US', true],
    ['the whole of a word', 'tag', 'tags', false],
    ['what may be missing, and is', 'e[-]mail', 'email', true],
    ['what may be missing, and is there', 'e[-]mail', 'e-mail', true],
    ['one of several', '{leave/post} a reply', 'post a reply', true],
    ['none of several', '{leave/post} a reply', 'read a reply', false],
    ['brackets within brackets', 'min[ute[s]]', 'minutes', true],
    ['as often as it says', 'share[ on/ this]2', 'share this on', true],
    ['no oftener', 'share[ on/ this]2', 'share this on this', false],
    ['a number', '# shares', '1024 shares', true],
    ['a number of another script', '# تعليق', '٣ تعليق', true],
    ['no number', '# shares', ' shares', false],
    ['a word', 'since [# ]_8', 'since 3 weeks', true],
    ['no word', 'since [# ]_8', 'since 3 ', false],
    ['a word that is too long', 'since _3', 'since weeks', false],
    ['anything', 'subscribe…20newsletter', 'Subscribe to our newsletter', true],
    ['nothing for anything', 'follow us…20', 'follow us', true],
    ['too much for anything', 'subscribe…5newsletter', 'Subscribe to our newsletter', false],
    ['anything between words only', 'follow us…20', 'follow user guides', false],
    ['anything within words too', 'takip edin~10', 'takip ediniz', true],
    ['a colon', 'tags:', 'Tags :', true],
    ['a wide colon', 'tags:', 'tags：', true],
    ['a dash for a colon', 'tags—', 'tags –', true],
    ['letters of other scripts', 'şîrove[yek] binivîse', 'Şîroveyek binivîse', true],
    ['an apostrophe of any form', "don't miss", 'Don’t miss', true],
    ['the dotted capital, which is two letters in lower case', 'ilgili haberler', 'İLGİLİ HABERLER', true],
    ['every i of Turkish', 'hazırlayan', 'HAZIRLAYAN', true],
    ['an i without its dot', 'edited', 'EDİTED', true],
    ['what people type for one another in Arabic script', 'إعداد', 'اعداد', true],
    ['Sorani as it was typed', 'سەرچاوە', 'سه‌رچاوه‌', true],
    ['kaf and ya of Arabic for those of Sorani', 'ئامادەکردنی', 'ئاماده‌كردني', true],
    ['letters drawn out', 'إعداد', 'إعـــداد', true],
    ['signs of vowels, at the end too', 'إعداد', 'إِعْدَادٌ', true],
    ['no other word for them', 'عداد', 'إعداد', false],
    ['either small sigma', 'σχετικές', 'ΣΧΕΤΙΚΈΣ', true],
  ])('matches %s: %s', (_, phrase, line, expected) => {
    expect(isPhrase(one(phrase), line)).toBe(expected)
  })

  test('ends within a word where it says so', () => {
    expect(isBegunBy(one('güncelle~'), 'Güncellenme: 3 Mayıs')).toBe(true)
    expect(isBegunBy(one('güncelle'), 'Güncellenme: 3 Mayıs')).toBe(false)
  })

  test('begins within a word where it says so', () => {
    expect(hasPhrase(one('~twitter~'), 'see @aratwitternews')).toBe(true)
    expect(hasPhrase(one('twitter'), 'see @aratwitternews')).toBe(false)
    expect(hasPhrase(one('twitter'), 'see it on Twitter.')).toBe(true)
  })

  test('may have marks around it', () => {
    expect(isPhraseAlone(one('advertisement'), '— Advertisement —')).toBe(true)
    expect(isPhraseAlone(one('advertisement'), '— Advertisement — more')).toBe(false)
    expect(isPhrase(one('name'), 'Name *', '*')).toBe(true)
    expect(isPhrase(one('name'), 'Name *')).toBe(false)
    expect(isBegunBy(one('©~'), '• © 2014')).toBe(true)
  })

  test('leaves what stands behind it', () => {
    expect(readBehind(one('source[s]:'), 'Sources : ARA News ')).toBe('ARA News')
    expect(readBehind(one('source[s]:'), 'Source:')).toBeUndefined()
    expect(readBehind(one('source[s]:'), 'Resources: few')).toBeUndefined()
  })

  test('of several, the first of the table is meant; a whole line may be any', () => {
    const phrases = toPhraseTable('en|here|follow us[ on …9]\nen|here|follow …30 on twitter')
    expect(findEnd(phrases, 'follow us here on twitter')).toBe('follow us'.length)
    expect(isPhrase(phrases, 'follow us here on twitter')).toBe(true)
  })
})

describe('a line of a table that nobody can read is refused', () => {
  test.each([
    ['follow us', 'is no "language|where it was seen|phrase": follow us'],
    ['english|here|follow us', 'is no "language|where it was seen|phrase"'],
    ['en||follow us', 'is no "language|where it was seen|phrase"'],
    ['en|here|follow [us', 'A bracket is not closed in the phrase follow [us'],
    ['en|here|follow [us}', 'A bracket is not closed in the phrase follow [us}'],
    ['en|here|follow us]', 'A bracket is closed that was not opened, in en|here|follow us]'],
  ])('%s', (row, message) => {
    expect(toPhraseTable(row)).toThrow(message)
  })
})

/** Every line of every table of the house: the files are read, so a new table is in it. */
const root = new URL('../../../src/', import.meta.url)
const ROWS = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .flatMap((name) => readFileSync(new URL(name, root), 'utf8').split('\n'))
  // Of the gazetteer they begin alike, with degrees in the third column.
  .filter((line) => /^[a-z]{2,3}\|[^|]+\|(?!\d+\.\d)\S/.test(line))
const PHRASES = ROWS.map((row) => readRow(row).phrase)

/** The lines of the fixture that a phrase names, without markup. */
function readLines(seen: string): string[] {
  const name = `../../fixtures/${seen}.${seen.startsWith('pages/') ? 'html' : 'txt'}`
  const bytes = readFileSync(new URL(name, import.meta.url))
  const charset = /charset=["']?([\w-]+)/i.exec(bytes.toString('latin1'))?.[1] ?? 'utf-8'
  const text = new TextDecoder(charset).decode(bytes)
  const bare = text.replace(/<\/?(?:a|b|em|i|span|strong)\b[^>]*>/g, '').replace(/<[^>]*>/g, '\n')
  return bare.split('\n').map((line) =>
    line
      .replace(/&nbsp;|\s+/g, ' ')
      .replaceAll('&copy;', '©')
      .trim(),
  )
}

/** Numbers that are the same in every run. */
function toDice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

type Token = string | { readonly sign: string; readonly most: number; readonly inner: readonly (readonly Token[])[] }

/** A phrase as a tree, read in another way than the matcher's. */
function toTokens(phrase: string): readonly Token[] {
  const stack: Token[][][] = [[[]]]
  const add = (token: Token) => stack.at(-1)?.at(-1)?.push(token)
  for (const [token, sign = '', digits = ''] of phrase.matchAll(/([[{\]}/~…_#:—])(\d*)|./gu)) {
    const most = digits === '' ? (sign === ']' || sign === '}' || sign === '_' ? 1 : 0) : Number(digits)
    if (sign === '[' || sign === '{') {
      stack.push([[]])
      for (const digit of digits) add(digit)
    } else if (sign === ']' || sign === '}') add({ sign, most, inner: stack.pop() ?? [] })
    else if (sign === '/') {
      stack.at(-1)?.push([])
      for (const digit of digits) add(digit)
    } else if (sign === '#' || sign === ':' || sign === '—') {
      add({ sign, most: 0, inner: [] })
      for (const digit of digits) add(digit)
    } else add(sign === '' ? token : { sign, most, inner: [] })
  }
  return stack[0]?.[0] ?? []
}

const EDGE = '(?:(?<![\\p{L}\\p{M}\\p{N}\\u200c\\u200d])|(?![\\p{L}\\p{M}\\p{N}\\u200c\\u200d]))'

/** The expression that a phrase stands for. */
function toSource(tokens: readonly Token[]): string {
  return tokens.map(toPart).join('')
}

function toPart(token: Token): string {
  if (typeof token === 'string')
    return isNoLetter(token)
      ? ''
      : `${toSmallLetter(token).replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}(?:${NO_LETTERS.join('|')})*`
  const { sign, most } = token
  const inner = token.inner.map(toSource).join('|')
  if (sign === ']') return `(?:${inner}){0,${most}}`
  if (sign === '}') return `(?:${inner}){${most}}`
  if (sign === '~') return `.{0,${most}}`
  if (sign === '…') return `${EDGE}.{0,${most}}${EDGE}`
  if (sign === '_') return `\\p{L}{1,${most}}`
  if (sign === '#') return '\\p{N}+'
  return sign === ':' ? ' ?[:：]' : ' ?[:：–-]'
}

/** Where the longest match of the expression ends, by trying each place. */
function findByExpression(phrase: string, typed: string): number {
  const line = typed.split('').map(toSmallLetter).join('')
  const source = toSource(toTokens(phrase))
  const expression = new RegExp(`^(?:${source})$`, 'isu')
  const isOpen = phrase.endsWith('~')
  for (let at = line.length; at >= 0; at--) {
    const isEdge = new RegExp(EDGE, 'uy')
    isEdge.lastIndex = at
    if ((isOpen || isEdge.test(line)) && expression.test(line.slice(0, at))) return at
  }
  return -1
}

/** A line that a phrase stands for, or nearly. */
function toLine(tokens: readonly Token[], roll: (sides: number) => number): string {
  return tokens.map((token) => toSaid(token, roll)).join('')
}

const FILLING = [' on the other side of it', ' aranews.net', 'ên', '', ' 3', ': a, b', ' ']

function toSaid(token: Token, roll: (sides: number) => number): string {
  if (typeof token === 'string') return token
  const { sign, most, inner } = token
  const pick = () => toLine(inner[roll(inner.length)] ?? [], roll)
  if (sign === ']') return Array.from({ length: roll(most + 1) }, pick).join('')
  if (sign === '}') return Array.from({ length: most }, pick).join('')
  if (sign === '#') return String(roll(2000))
  if (sign === '_') return 'haftayek'.slice(0, 1 + roll(most))
  if (sign === ':' || sign === '—') return [':', ' :', '：', ' –'][roll(4)] ?? ''
  return (FILLING[roll(FILLING.length)] ?? '').slice(0, most + roll(2))
}

const SPOILING: readonly ((line: string) => string)[] = [
  (line) => line,
  (line) => line.toUpperCase(),
  (line) => `${line}s`,
  (line) => `${line}: more`,
  (line) => line.slice(0, -1),
  (line) => line.replace(' ', ''),
  (line) => line.replace(/\S+ /, ''),
]

describe('of all tables', () => {
  test('letters are small', () => {
    expect(ROWS.length).toBeGreaterThan(300)
    for (const phrase of PHRASES) expect(phrase).toBe(phrase.toLowerCase())
  })

  test.each([...Map.groupBy(ROWS.map(readRow), ({ seen }) => seen)].filter(([seen]) => seen.includes('/')))(
    'phrases stand in %s, where they say that they were seen',
    (seen, rows) => {
      const lines = readLines(seen)
      expect(rows.filter(({ phrase }) => !lines.some((line) => hasPhrase(one(phrase), line)))).toEqual([])
    },
  )

  test('each phrase ends where an expression made of it does', () => {
    const roll = toDice(12)
    for (const phrase of PHRASES) {
      const tokens = toTokens(phrase)
      const phrases = one(phrase)
      for (let round = 0; round < 6; round++) {
        const line = (SPOILING[roll(SPOILING.length)] ?? String)(toLine(tokens, roll))
        const found = walk(phrases, line, 0, 0).longest
        expect({ phrase, line, end: found }).toEqual({ phrase, line, end: findByExpression(phrase, line) })
      }
    }
  })

  test('a line twice as long takes twice the steps at most', () => {
    const phrases = toPhraseTable(ROWS.join('\n'))
    const roll = toDice(7)
    const parts = PHRASES.map((phrase) => toLine(toTokens(phrase), roll))
    const lines = [' '.repeat(500), 'for more '.repeat(60), '~'.repeat(500), 'x'.repeat(500), parts.join(' ')]
    for (const line of lines) {
      const once = walk(phrases, line, 0, line.length).steps
      expect(walk(phrases, line + line, 0, 2 * line.length).steps).toBeLessThanOrEqual(2 * once + once / 2)
      expect(once).toBeLessThan(line.length * 2 * countStates(phrases().start))
    }
  })
})

function countStates(start: ReturnType<ReturnType<typeof one>>['start']): number {
  const seen = new Set([start])
  for (const state of seen) for (const next of [...state.next.values(), ...state.free]) seen.add(next)
  return seen.size
}
