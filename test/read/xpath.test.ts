import { describe, expect, test } from 'vitest'
import { ParseError } from '../../src/errors.ts'
import { isSelector } from '../../src/extract/selector.ts'
import { toSelector } from '../../src/read/opml/xpath.ts'
import type { Scope } from '../../src/read/opml/xpath-steps.ts'

describe('XPath as a selector', () => {
  test.each<[Scope, string, string, string?]>([
    ['page', '//article', 'article'],
    ['page', '//ARTICLE', 'article'],
    ['page', '/html/body/div[2]/ul/li', 'html > body > div:nth-of-type(2) > ul > li'],
    ['page', '//div[@class="news-item"]', 'div[class="news-item"]'],
    ['page', '//div[contains(@class,"x")]', 'div[class*="x"]'],
    ['page', "//div[contains(concat(' ', normalize-space(@class), ' '), ' x ')]", 'div[class~="x"]'],
    ['page', "//div[contains(concat(' ',@class,' '),' x ')]/a", 'div[class~="x"] > a'],
    ['page', '//*[@id="main"]//li', '*[id="main"] li'],
    ['page', "id('main')//li", ''],
    ['page', '//ul[@id="a"]/li | //ol/li', 'ul[id="a"] > li, ol > li'],
    ['page', '(//article)', 'article'],
    ['page', '//a[contains(@href, "/interesting/")]/ancestor::article', 'article:has(a[href*="/interesting/"])'],
    ['page', '//h2/a/..', '*:has(> :is(h2 > a))'],
    ['page', '//h2/parent::div', 'div:has(> h2)'],
    ['page', '//li[1]', 'li:nth-of-type(1)'],
    ['page', '//li[last()]', 'li:nth-last-of-type(1)'],
    ['page', '//tr[position() > 1]', 'tr:nth-of-type(n+2)'],
    ['page', '//tr[position()<=3]', 'tr:nth-of-type(-n+3)'],
    ['page', '//ul/*[2]', 'ul > *:nth-child(2)'],
    ['page', '//li[not(@class)]', 'li:not([class])'],
    ['page', '//li[not(contains(@class, "ad") or @hidden)]', 'li:not([class*="ad"], [hidden])'],
    ['page', '//div[@class and @id]', 'div[class][id]'],
    ['page', '//div[@class="a" or @class="b"]', 'div:is([class="a"], [class="b"])'],
    ['page', '//div[a]', 'div:has(> a)'],
    ['page', '//div[.//a[@href]]', 'div:has(a[href])'],
    ['page', '//div[h2/a/@href]', 'div:has(> h2 > a[href])'],
    ['page', '//div[count(a) > 0]', 'div:has(> a)'],
    ['page', '//div[count(.//img)=0]', 'div:not(:has(img))'],
    ['page', '//*[self::h2 or self::h3]', '*:is(:is(h2), :is(h3))'],
    ['page', '//*[local-name()="article"]', '*:is(article)'],
    ['page', '//a[starts-with(@href, "/news")]', 'a[href^="/news"]'],
    ['page', '//a[@rel!="nofollow"]', 'a[rel]:not([rel="nofollow"])'],
    ['page', '//a[contains(., "More \\"news\\"")]'.replace(/\\"/g, "'"), 'a:contains("More \'news\'")'],
    ['page', '//li[contains(text(), "News")]', 'li:contains("News")'],
    ['page', '//li[contains(a/@href, "x")]', 'li:has(> a[href*="x"])'],
    ['page', "//li[contains(translate(@class,'ABC','abc'), 'x')]", 'li[class*="x" i]'],
    ['page', '//h2/following-sibling::p', 'h2 ~ p'],
    ['page', '//h2/following-sibling::*[1]', 'h2 + *'],
    ['page', 'descendant-or-self::node()/article', 'article'],
    ['page', '//div[@class="it\'s"]', 'div[class="it\'s"]'],
    ['one', 'descendant::h3', 'h3'],
    ['one', './/h3', 'h3'],
    ['one', 'h3', ':scope > h3'],
    ['one', './h3/a', ':scope > h3 > a'],
    ['one', './/div/h3', ':scope div > h3'],
    ['one', './/a/@href', 'a[href]', 'href'],
    ['one', 'descendant::a[@href]/@href', 'a[href]', 'href'],
    ['one', 'descendant::a[string-length(@href)>0]/@href', 'a[href]:not([href=""])[href]', 'href'],
    ['one', '@href', ':scope', 'href'],
    ['one', './@href', ':scope', 'href'],
    ['one', '.', ':scope'],
    ['one', 'text()', ':scope'],
    ['one', './/h2/text()', 'h2'],
    ['one', './/h2//text()', 'h2'],
    ['one', 'string(.//h2)', 'h2'],
    ['one', 'normalize-space(.//h2/a)', ':scope h2 > a'],
    ['one', '(.//a)[1]', 'a'],
    ['one', '(.//a)[1]/@href', 'a[href]', 'href'],
    ['one', './/a[1]/@href', 'a[href]', 'href'],
    ['one', 'descendant::img[1]/@data-src', 'img[data-src]', 'data-src'],
    ['one', './/div[@class="a"][1]', 'div[class="a"]'],
    ['one', './/time/@datetime', 'time[datetime]', 'datetime'],
    ['one', './/h2 | .//h3', 'h2, h3'],
    ['many', './/a[@rel="tag"]', 'a[rel="tag"]'],
    ['many', './/a[1]', 'a:nth-of-type(1)'],
  ])('%s: %s', (scope, xpath, selector, attribute) => {
    if (selector === '') return void expect(() => toSelector(xpath, scope)).toThrow(ParseError)
    expect(toSelector(xpath, scope)).toEqual(attribute === undefined ? { selector } : { selector, attribute })
    expect(isSelector(selector)).toBe(true)
  })

  test.each<[Scope, string]>([
    ['page', ''],
    ['page', '/'],
    ['page', '//'],
    ['page', '//a['],
    ['page', '//a[@href=]'],
    ['page', '//a]'],
    ['page', '//a[#]'],
    ['page', '"Anonymous"'],
    ['page', '3'],
    ['page', '//div[count(a) > 2]'],
    ['page', '//a[. = "More"]'],
    ['page', '//a[text()="More"]'],
    ['page', '//a/ancestor::div[1]'],
    ['page', '//h2/preceding-sibling::p'],
    ['page', '//div[@class="a"][2]'],
    ['page', '(//article)[2]'],
    ['page', '//svg:path'],
    ['page', '//a[@x = @y]'],
    ['page', '//comment()'],
    ['page', `//a${'[b'.repeat(50)}${']'.repeat(50)}`],
    ['page', `//${'a'.repeat(3000)}`],
    ['one', '//h2'],
    ['one', 'concat("https://example.org", .//a/@href)'],
    ['one', 'substring-before(.//h2, "|")'],
    ['one', '../h2'],
    ['one', 'following-sibling::p'],
    ['one', './/a/@href | .//a/@title'],
    ['one', './/div[2]/descendant::a[2]'],
  ])('%s: %s can’t be said', (scope, xpath) => {
    expect(() => toSelector(xpath, scope)).toThrow(ParseError)
  })

  test('is read in time that grows with its length', () => {
    for (const piece of ['(', '[', '//a', 'a[b]', "'", 'not(', ' and @a', '::', '|a']) {
      const text = `//a${piece.repeat(1_900 / piece.length)}`
      try {
        toSelector(text, 'page')
      } catch (error) {
        expect(error).toBeInstanceOf(ParseError)
      }
    }
  })
})
