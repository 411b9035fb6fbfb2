import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Running, startService } from '../node/process.ts'

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
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync', '--no-first-run']
  browser = await chromium.launch({ executablePath, args })
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
