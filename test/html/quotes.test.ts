import { describe, expect, test } from 'vitest'
import { closeQuotes, parseHtml } from '../../src/html/bounded.ts'
import { textOf } from '../../src/html/tree.ts'
import { findActive } from '../clean/markup/active.ts'

describe('a quote that is never closed costs no text', () => {
  test.each([
    ['<img src="a.jpg" height="400 /></p><p>Text</p>', '<img src="a.jpg" height="400"></p><p>Text</p>'],
    ['<p><a href="https://x.example/a?b=1>link</a> more', '<p><a href="https://x.example/a?b=1">link</a> more'],
    ["<a href='x>link</a> <b class='y'>z</b>", "<a href='x'>link</a> <b class='y'>z</b>"],
    ['<img width="40><p>One <a href="b">two</a>', '<img width="40"><p>One <a href="b">two</a>'],
    ['<a title="x>y</a><a title="z>w</a>', '<a title="x">y</a><a title="z">w</a>'],
  ])('%s', (html, closed) => {
    expect(closeQuotes(html)).toBe(closed)
  })

  test('nor that of an item', () => {
    const text = (html: string) => textOf(parseHtml(html).root).replace(/\s+/g, ' ').trim()
    expect(text('<p><img height="400 /></p> <p>عاد مئات</p> <a href="/x">إلى</a>')).toBe('عاد مئات إلى')
  })
})

describe('quotes that are closed stay', () => {
  test.each([
    '<a title="a > b" href="c">d</a>',
    '<img alt="x <b>y</b> z"><p class="q">',
    '<p data-x="1 > 0" data-y="<i>">=</p>',
    '<p>2 > 1, "quoted" = \'x\'</p>',
    '<p>a="b > c</p>',
    '<a title="x=">y</a>',
    '<!-- <a href="x> -->',
    '<a href="',
  ])('%s', (html) => {
    expect(closeQuotes(html)).toBe(html)
  })
})

test('floods take linear time, and nothing comes alive', () => {
  for (const part of ['<a b="c>', '<a b="', '<a b=\'>"', '="', '=">', '<a b="c><d e="f>', '<a b=\'x>"=', '= ', '<a ']) {
    expect(closeQuotes(part.repeat(100_000)).length).toBeGreaterThan(0)
  }
  expect(findActive(closeQuotes('<b title="x><p title="y onclick=z">'))).not.toContain('b[onclick]: handler')
})
