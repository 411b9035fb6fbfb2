import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Running, startService } from '../node/process.ts'
import { launch } from './browser.ts'

/** The pages as a person sees them, in Chromium, on a phone and on a desk. */

let running: Running
let browser: Browser
const PHONE = { width: 390, height: 844 }

beforeAll(async () => {
  running = await startService({
    DATABASE: ':memory:',
    FEEDS: 'test/browser/feeds.ts',
    ARCHIVE: 'feeds/archive',
    BASE_URL: '',
  })
  browser = await launch()
})

afterAll(async () => {
  await browser.close()
  await running.stop()
})

/** Runs in the page, whose types the tests of a server do not have. */
const toDirection = new Function('element', 'return getComputedStyle(element).direction') as () => string

async function open(path: string, viewport = { width: 1280, height: 900 }): Promise<Page> {
  const page = await browser.newPage({ viewport })
  await page.goto(running.base + path)
  return page
}

test('the front page lists the stories, names the feeds and fits a phone', async () => {
  const page = await open('/', PHONE)
  expect(await page.getByRole('link', { name: /Twenty thousand fighters/ }).count()).toBeGreaterThan(0)
  expect(await page.locator('link[rel=alternate][type="application/rss+xml"]').count()).toBeGreaterThan(0)
  const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  expect(overflow).toBe(0)
})

test('a story opens from the front page, with its byline and its short link, and fits a phone', async () => {
  const page = await open('/', PHONE)
  await page
    .getByRole('link', { name: /Twenty thousand fighters/ })
    .first()
    .click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Twenty thousand fighters')
  expect(await page.locator('body').textContent()).toContain('Egid Yousef')
  const short = await page.locator('link[rel=shortlink]').getAttribute('href')
  await page.goto((short ?? '').replace('localhost', '127.0.0.1'))
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Twenty thousand fighters')
  const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  expect(overflow).toBe(0)
})

test('an Arabic story reads from right to left', async () => {
  const page = await open('/')
  await page
    .getByRole('link', { name: /آلاف المقاتلين/ })
    .first()
    .click()
  const heading = page.getByRole('heading', { level: 1 })
  expect(await heading.evaluate(toDirection)).toBe('rtl')
  const paragraph = page.locator('article p').last()
  expect(await paragraph.evaluate(toDirection)).toBe('rtl')
})

test('a short link that leads nowhere says so and helps on', async () => {
  const page = await browser.newPage()
  const response = await page.goto(`${running.base}/s/zzzzzz`)
  expect(response?.status()).toBe(404)
  await page
    .getByRole('link', { name: /ARA|stories|front/i })
    .last()
    .click()
  expect(page.url().startsWith(running.base)).toBe(true)
})

test('nothing on a page runs a script or breaks its own policy', async () => {
  const page = await browser.newPage()
  const messages: string[] = []
  page.on('console', (message) => messages.push(message.text()))
  await page.goto(`${running.base}/`)
  await page
    .getByRole('link', { name: /Twenty thousand fighters/ })
    .first()
    .click()
  await page.waitForLoadState()
  expect(messages).toEqual([])
  expect(await page.locator('script:not([type="application/ld+json"])').count()).toBe(0)
})

test('a person who opens a feed sees what it is, and its address', async () => {
  const page = await open('/feed.atom', PHONE)
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('ARA News')
  const address = (await page.locator('.address code').textContent()) ?? ''
  expect(address).toMatch(/^http:.*\/feed\.atom$/)
  await page.locator('.address code').click()
  // One tap takes all of it.
  expect(await page.evaluate('getSelection().toString().trim()')).toBe(address)
  expect(await page.getByRole('link', { name: /Twenty thousand fighters/ }).count()).toBeGreaterThan(0)
  // Whatever this browser kept of it, a reader that lives in the same browser is given the feed.
  await page.goto(`${running.base}/healthz`)
  const read = `fetch('${running.base}/feed.atom', { cache: 'force-cache' }).then((answer) => answer.text())`
  expect(String(await page.evaluate(read)).slice(0, 200)).toContain('<feed xmlns="http://www.w3.org/2005/Atom"')
})

test.each(['/', '/tag/syria/', '/?q=damascus', '/feed.rss', '/2015/06/nothing-like-it/'])(
  '%s has landmarks, one first heading and names for all that can be used',
  async (path) => {
    for (const viewport of [PHONE, { width: 1280, height: 900 }]) {
      const page = await open(path, viewport)
      for (const role of ['banner', 'main', 'contentinfo', 'search'] as const) {
        expect(await page.getByRole(role).count(), role).toBeGreaterThan(0)
      }
      expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
      expect(await page.locator('html[lang][dir]').count()).toBe(1)
      const nameless = `[...document.querySelectorAll('a:not([aria-hidden]), button, input')]
      .filter((one) => !(one.textContent.trim() || one.getAttribute('aria-label'))).length`
      expect(await page.evaluate(nameless)).toBe(0)
      const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
      expect(await page.evaluate(overflow)).toBe(0)
      await page.close()
    }
  },
)

test('text stands out from its ground, by day and by night', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await browser.newPage({ viewport: PHONE, colorScheme })
    for (const path of ['/', '/feed.atom']) {
      await page.goto(running.base + path)
      // WCAG 2.2, 1.4.3: 4.5 to 1.
      expect(await page.evaluate(LEAST_CONTRAST), `${path} ${colorScheme}`).toBeGreaterThanOrEqual(4.5)
    }
    await page.close()
  }
})

/** The least contrast of any text on the page (WCAG 2.2, relative luminance). Runs in the page. */
const LEAST_CONTRAST = `(() => {
  const parse = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number)
  const light = (color) => {
    const [r, g, b] = parse(color).map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const ground = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const color = getComputedStyle(one).backgroundColor
      if ((parse(color)[3] ?? 1) > 0) return color
    }
    return 'rgb(255, 255, 255)'
  }
  const texts = [...document.querySelectorAll('body *')].filter((one) =>
    [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== ''))
  return Math.min(...texts.map((one) => {
    const [high, low] = [light(getComputedStyle(one).color), light(ground(one))].sort((a, b) => b - a)
    return (high + 0.05) / (low + 0.05)
  }))
})()`
