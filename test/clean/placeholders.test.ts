import { describe, expect, test } from 'vitest'
import { toWritten } from '../../src/clean/story.ts'

/** What stands in a picture's place until a script puts it there. */

const GREY = 'data:image/gif;base64,R0lGODlhEAAJAIAAAP///wAAACH5BAEAAAAALAAAAAAQAAkAAAIKhI+py+0Po5yUFQA7'
const DOT =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII='
const SVG = 'data:image/svg+xml,%3Csvg%20xmlns=%22http://www.w3.org/2000/svg%22%3E%3C/svg%3E'
/** A ring in two colours, as an emoji is drawn. */
const RING =
  'data:image/gif;base64,R0lGODlhEAAQAIAAAP/MAAAAACH5BAAAAAAALAAAAAAQABAAAAIyhI+py+0Po5y02ouz3rwPgDzisADjeaJiqbLuC8fyTNf2jef6zvf+DwwKh8Si8YhMKpcAOw=='

function toHtml(html: string): string {
  return toWritten({ value: html, type: 'html' }, { base: 'https://e.example/1/' }).html
}

describe('nothing is shown of a place that is kept', () => {
  test.each([
    ['a grey box', `<figure><img src="${GREY}" alt="" loading="lazy"></figure><p>x</p>`],
    ['one pixel', `<p><img src="${DOT}"></p><p>x</p>`],
    ['an empty drawing', `<figure><a href="/big/"><img src="${SVG}"></a></figure><p>x</p>`],
    ['a spacer by its name', '<div><figure><picture><img src="/i/spacer.gif"></picture></figure></div><p>x</p>'],
    ['a plugin’s', '<img src="/wp-content/plugins/a/images/1x1.trans.gif"><p>x</p>'],
    ['another plugin’s', '<img src="/wp-content/plugins/b/img/placeholder.png"><p>x</p>'],
    ['with an empty caption', `<figure><img src="${GREY}"><figcaption> </figcaption></figure><p>x</p>`],
  ])('%s', (_, html) => expect(toHtml(html)).toBe('<p>x</p>'))

  test.each(['hockenbench-clear.png', 'logo-transparent.webp', 'google-pixel.png', 'form-blank.svg'])(
    'a picture whose name ends like a spacer’s is one: %s',
    (name) => expect(toHtml(`<p><img src="/i/${name}"></p>`)).toBe(`<p><img src="https://e.example/i/${name}"></p>`),
  )

  test('and a caption stays', () => {
    const html = `<figure><img src="${GREY}"><figcaption>Bread</figcaption></figure>`
    expect(toHtml(html)).toBe('<figure><figcaption>Bread</figcaption></figure>')
  })
})

describe('the picture itself is shown once', () => {
  const REAL = '<img src="https://e.example/r.jpg">'
  test.each([
    ...['data-src', 'data-lazy-src', 'data-original', 'data-lazyload', 'data-cfsrc', 'data-ezsrc', 'data-opt-src'],
    ...['data-large-file', 'data-full-url'],
  ])('from %s', (name) => {
    for (const src of [GREY, DOT, SVG, '/blank.gif']) expect(toHtml(`<img src="${src}" ${name}="/r.jpg">`)).toBe(REAL)
  })

  test('from the largest of a set', () => {
    const set = '/s.jpg 300w, /r.jpg 900w'
    expect(toHtml(`<img src="${GREY}" data-srcset="${set}">`)).toContain('<img src="https://e.example/r.jpg" srcset=')
    expect(toHtml(`<img src="${GREY}" srcset="${set}">`)).toContain('<img src="https://e.example/r.jpg" srcset=')
  })

  test.each([
    ['behind', `<img src="${GREY}"><noscript><img src="/r.jpg"></noscript>`],
    ['before', `<noscript><img src="/r-300x200.jpg"></noscript> <img class="lazyload" src="${SVG}" data-src="/r.jpg">`],
    ['behind a blur', '<img src="https://miro.medium.com/max/60/a.jpeg?q=20"><noscript><img src="/r.jpg"></noscript>'],
    ['in AMP', '<amp-img src="/r.jpg"><noscript><img src="/r.jpg"></noscript></amp-img>'],
  ])('with its twin for readers without scripts %s', (_, html) => expect(toHtml(html).trim()).toBe(REAL))

  test('from the sources of a picture', () => {
    const picture = `<picture><source data-srcset="/r.webp 1x, /r-2.webp 2x"><img src="${GREY}" alt="Bread"></picture>`
    expect(toHtml(picture)).toMatch(
      /<source srcset="[^"]+"><img src="https:\/\/e\.example\/r-2\.webp"[^>]* alt="Bread">/,
    )
  })
})

describe('a picture stays', () => {
  test.each([
    `<img src="${RING}" alt="ring">`,
    `<img src="${RING}" alt="ring" loading="lazy">`,
    '<img src="/lazy.jpg">',
    '<img src="/loading.jpg">',
    '<img src="/grey.jpg">',
    '<img src="/pixel.jpg">',
    '<img src="/dot.png">',
  ])('%s', (html) => expect(toHtml(html)).toContain('<img src='))
})
