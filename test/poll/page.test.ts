import { describe, expect, test } from 'vitest'
import { isPage, readFeedLinks } from '../../src/poll/page.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const read = (html: string, url = 'https://a.example/news/') => readFeedLinks(bytes(html), url)

describe('links to feeds', () => {
  test('that a page declares, in their order', () => {
    const html = `<!doctype html><head>
      <link rel="stylesheet" href="/style.css"><LINK REL="Alternate" TYPE="application/rss+xml; charset=utf-8" HREF="/feed/?a=1&amp;b=2">
      <link rel=alternate type=application/atom+xml href=//b.example/atom>
      <link rel="alternate feed" href=" x.json "><link rel="alternate" hreflang="ar" href="/ar/">
      <link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1">
      <link rel="alternate" type="application/json" href="/feed.json#top">
      </head><body><p>text<link rel=alternate type="application/feed+json" href="late.json">`
    expect(read(html).declared).toEqual([
      'https://a.example/feed/?a=1&b=2',
      'https://b.example/atom',
      'https://a.example/news/x.json',
      'https://a.example/feed.json',
      'https://a.example/news/late.json',
    ])
  })
  test('are relative to the base', () => {
    const html = '<base href="/blog/"><link rel=alternate type=application/rss+xml href=rss>'
    expect(read(html).declared).toEqual(['https://a.example/blog/rss'])
  })
  test('that only look like one', () => {
    const html = `<a href="/feed/">a</a><a href="/rss.xml">b</a><a href="/?feed=rss2">c</a><a href="/category/news/feed">d</a>
      <a href="/news.rss">e</a><a href="/feedback">no</a><a href="/atomic/">no</a><a href="/story/">no</a>
      <a href="javascript:feed()">no</a><a href="mailto:rss@a.example">no</a><a name="rss">no</a>`
    expect(read(html).guessed.map((link) => link.replace('https://a.example', ''))).toEqual([
      '/feed/',
      '/rss.xml',
      '/?feed=rss2',
      '/category/news/feed',
      '/news.rss',
    ])
  })
  test('survive broken markup, and are no more than a few hundred', () => {
    expect(read('<head <link><<link rel=alternate type=text/xml href=/f.xml <p></head').declared).toHaveLength(1)
    expect(read('<p><b><link rel=alternate type=text/xml href=/f.xml><i').declared).toEqual(['https://a.example/f.xml'])
    const many = Array.from({ length: 5000 }, (_, index) => `<a href="/${index}/feed">x</a>`).join('')
    expect(read(many).guessed).toHaveLength(200)
  })
})

describe('a page', () => {
  test.each([
    ['<!DOCTYPE html><p>', undefined],
    ['\n<html lang="ar">', 'application/xml'],
    ['', 'text/html; charset=utf-8'],
  ])('%j as %s is one', (text, type) => expect(isPage(bytes(text), type)).toBe(true))
  test.each([
    ['<?xml version="1.0"?><rss>', 'application/xml'],
    ['{"version": 1}', 'application/json'],
  ])('%j as %s is none', (text, type) => expect(isPage(bytes(text), type)).toBe(false))
})
