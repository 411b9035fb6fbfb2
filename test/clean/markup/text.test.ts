import { describe, expect, test } from 'vitest'
import { toSlug } from '../../../src/clean/identity/alias.ts'
import { fold } from '../../../src/clean/language/fold.ts'
import { toPlainName, toPlainText, toPlainTitle } from '../../../src/clean/markup/plain.ts'
import { toInertLine, toXmlSafeText } from '../../../src/clean/markup/text.ts'
import { findActive } from './active.ts'

describe('XML-safe text', () => {
  test('has no character that XML cannot hold', () => {
    const received = 'a\0b\x08c\x0bd\x1fe\x7ff\x85g\ud800h\udc00i\ufffej\uffffk\ufdd0l\u{1fffe}m\u{10ffff}n'
    expect(toXmlSafeText(received)).toBe('abcdefghijklmn')
  })
  test('keeps tabs, line breaks, pairs of surrogates, joiners and direction marks', () => {
    const received = 'a\tb\nc\rd 𝒳 😀 e\u200cf\u200eg\u2028h\ufeff'
    expect(toXmlSafeText(received)).toBe(received)
  })
})

describe('a title', () => {
  test.each([
    ['AT&amp;T <b>x</b>', 'html', 'AT&T x'],
    ['AT&amp;T <b>x</b>', 'text', 'AT&amp;T <b>x</b>'],
    ['a < b and c > d', 'text', 'a < b and c > d'],
    ['One\n  two\t three ', 'text', 'One two three'],
    ['&#1606;&#1608;&nbsp;x', 'html', 'نو\u00a0x'],
    ['It&rsquo;s &quot;on&quot;', 'html', 'It’s "on"'],
    ['A<br>B', 'html', 'A B'],
    ['x<script>alert(1)</script>', 'html', 'x'],
    ['1 < 2 & 3', 'html', '1 < 2 & 3'],
    ['<i></i>', 'html', ''],
    ['<![CDATA[Bread & <b>milk</b>]]>', 'html', 'Bread & milk'],
    ['&#55357;&#56832; &#xD83D;&#xDE00; &#55357;&#55357; &#40;&#41;', 'html', '😀 😀 \ufffd\ufffd ()'],
    ['<![CDATA[Bread & milk]]>', 'text', 'Bread & milk'],
    ['Ending a section with ]]>', 'text', 'Ending a section with ]]>'],
  ] as const)('%s as %s', (value, type, title) => {
    expect(toPlainTitle({ value, type })).toBe(title)
  })

  test('can do nothing where a reader takes it for HTML', () => {
    expect(toInertLine('<img src=x onerror=alert(1)>')).toBe('‹img src=x onerror=alert(1)>')
    expect(toInertLine('How <script> works')).toBe('How ‹script> works')
    expect(toInertLine('x <3 y')).toBe('x <3 y')
    expect(toInertLine('<em>Really</em>')).toBe('<em>Really</em>')
    const link = 'Write <a href="https://x.example/" title="x" lang="en">so</a> <br/>'
    expect(toInertLine(link)).toBe(link)
    expect(findActive(link)).toEqual([])
    for (const act of [
      '<a href="javascript:x">y</a>',
      '<a href="https://x.example/" onclick="x">y</a>',
      '<a href="https://x.example/" style="x">y</a>',
      '<a href="https://x.example/"id="x">y</a>',
      '<a href="data:text/html,x">y</a>',
      '<a href="https://x.example/&quot;onclick=x">y</a>',
      '<b title="<img src=x onerror=y>">',
      '<b title="',
      '<base href="https://x.example/">',
    ])
      expect(findActive(toInertLine(act))).toEqual([])
  })

  test.each([
    'Intent to unship: <a> as <area> in image maps',
    'What a <hello-world> element is',
    'A free guide to <head> elements',
    'On The <dl>',
    'Map<K, V>, Promise<string[]>, List<T extends Foo> and </T>',
    'Has it a feature like <animate [etc.]>?',
    'The <dialog>, the <input> and the <video controls>',
  ])('stays as it was typed where it can do nothing: %s', (line) => {
    expect(toInertLine(line)).toBe(line)
  })

  test.each([
    ['How <b> differs from <script>', 'How ‹b> differs from ‹script>'],
    ['<hello-world onclick=x>', '‹hello-world onclick=x>'],
    ['<hello-world/onclick="x">', '‹hello-world/onclick="x">'],
    ['<select>, <svg/onload> and </textarea >', '‹select>, ‹svg/onload> and ‹/textarea >'],
    ['<!-- <b> -->', '‹!-- ‹b> -->'],
    ['<input <img src=x onerror=y>', '‹input ‹img src=x onerror=y>'],
    ['<area href="https://x.example/">', '‹area href="https://x.example/">'],
  ])('shows no tag as one where any could act: %s', (line, inert) => {
    expect(toInertLine(line)).toBe(inert)
  })
})

test('a name loses markup and references, and keeps its ampersand', () => {
  expect(toPlainName('<a href="x">Egid Yousef</a>')).toBe('Egid Yousef')
  expect(toPlainName('Tom &amp; Jerry')).toBe('Tom & Jerry')
  expect(toPlainName('Tom & Jerry')).toBe('Tom & Jerry')
})

test('a summary keeps its paragraphs', () => {
  expect(toPlainText({ value: '<p>One</p><p>two</p>', type: 'html' })).toBe('One\n\ntwo')
})

describe('search finds a word however it is typed', () => {
  test.each([
    ['كوباني', 'کۆبانی'],
    ['كوبانى', 'كوباني'],
    ['مُحَمَّد', 'محمد'],
    ['محـــمد', 'محمد'],
    ['أربيل', 'اربيل'],
    ['القوّة', 'القوه'],
    ['ئازاد', 'آزاد'],
    ['ڕۆژاڤا', 'روژافا'],
    ['هەولێر', 'ههولير'],
    ['سلێمانی', 'سليماني'],
    ['٢٠١٥', '2015'],
    ['۲۰۱۵', '2015'],
    ['Kobanê', 'kobane'],
    ['Şengal', 'sengal'],
    ['QAMIŞLO', 'qamislo'],
    ['İstanbul', 'istanbul'],
    ['Diyarbakır', 'diyarbakir'],
    ['Straße', 'strasse'],
    ['ﬁre', 'fire'],
    ['ﻛﻮﺑﺎﻧﻲ', 'كوباني'],
    ['As‑Safir’s', "as‐safir's"],
  ])('%s and %s', (one, other) => {
    expect(fold(one)).toBe(fold(other))
  })

  test('but keeps different words apart', () => {
    expect(fold('كوباني')).not.toBe(fold('كوبان'))
    expect(fold('Kobane')).not.toBe(fold('Kabane'))
  })
})

describe('slugs', () => {
  test.each([
    ['Iran will save Assad', 'iran-will-save-assad'],
    ['“Goal” – 7,000 fighters & more!', 'goal-7-000-fighters-more'],
    ['Kobanê, Şengal û Amûdê', 'kobane-sengal-u-amude'],
    ['كوباني تنتصر', 'kwbany-tntsr'],
    ['هەولێر', 'hewler'],
    ['中国', ''],
    ['  --  ', ''],
    ['__proto__', 'proto'],
  ])('%s', (text, slug) => {
    expect(toSlug(text)).toBe(slug)
  })

  test('are at most eighty characters, cut at a hyphen', () => {
    const slug = toSlug('A very long headline '.repeat(20))
    expect(slug.length).toBeLessThanOrEqual(80)
    expect(slug).toMatch(/^(?:a-very-long-headline-?)+(?:-a|-very|-long|-a-very|-a-very-long)?$/)
    expect(toSlug('x'.repeat(300))).toHaveLength(80)
  })
})
