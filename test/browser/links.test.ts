import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readQrCode } from '../http/links/qr.ts'
import { type Running, startService } from '../node/process.ts'
import { launch } from './browser.ts'

/** A person follows a short link, looks at what it is first, and reads its QR code off the screen. */

let running: Running
let browser: Browser
const PHONE = { width: 390, height: 844 }
const DESK = { width: 1280, height: 900 }
const NAME = 'كوباني-٢٠١٤'

beforeAll(async () => {
  running = await startService({ DATABASE: ':memory:', ARCHIVE: 'feeds/archive', FEEDS: 'test/browser/feeds.ts' })
  browser = await launch()
})

afterAll(async () => {
  await browser.close()
  await running.stop()
})

async function open(path: string, viewport = DESK): Promise<Page> {
  const page = await browser.newPage({ viewport })
  await page.goto(running.base + path)
  return page
}

type Listed = {
  readonly id: string
  readonly title: string
  readonly language?: string
  readonly _ara: { readonly code: string }
}

async function findStory(isWanted: (item: Listed) => boolean): Promise<Listed> {
  const { items } = (await (await running.call('/feed.json?limit=200')).json()) as { readonly items: readonly Listed[] }
  const found = items.find(isWanted)
  if (found === undefined) throw new Error('There is no such story.')
  return found
}

test('its preview says where it leads, and following it from there leads to the story', async () => {
  const { title, _ara } = await findStory(() => true)
  for (const viewport of [PHONE, DESK]) {
    const page = await open(`/s/${_ara.code}+`, viewport)
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(`/s/${_ara.code}`)
    expect(await page.locator('main').textContent()).toContain(title)
    const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
    expect(overflow).toBe(0)
    const isShown = await page.evaluate('document.querySelector("main img").naturalWidth > 0')
    expect(isShown, 'the QR code is drawn').toBe(true)
    await picture(page, `preview-${viewport.width}`)
    await page
      .getByRole('link', { name: 'Follow it' })
      .evaluate('link => link.setAttribute("href", new URL(link.href).pathname)')
    await page.getByRole('link', { name: 'Follow it' }).click()
    expect(new URL(page.url()).pathname).toMatch(/^\/\d{4}\/\d\d\//)
  }
})

test('a spoken Arabic name leads to its Arabic story, and its preview reads well on a phone', async () => {
  const story = await findStory(({ language }) => language?.startsWith('ar') === true)
  const json = { method: 'POST', headers: { 'Content-Type': 'application/json' } }
  const named = await running.call('/api/links', { ...json, body: JSON.stringify({ item: story.id, alias: NAME }) })
  expect(named.status).toBe(201)
  const page = await open(`/s/${NAME}+`, PHONE)
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('كوباني')
  const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  expect(overflow).toBe(0)
  await picture(page, 'preview-arabic')
  await page.goto(`${running.base}/s/${NAME}`)
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(story.title)
})

test('the QR code that the browser shows decodes to the short address', async () => {
  const { _ara } = await findStory(() => true)
  const page = await open(`/s/${_ara.code}.svg?size=400`)
  expect(await page.locator('svg').count()).toBe(1)
  const response = await page.goto(`${running.base}/s/${_ara.code}.png?size=400`)
  const { text } = readQrCode(new Uint8Array((await response?.body()) ?? new ArrayBuffer(0)))
  expect(text).toMatch(new RegExp(`^http://[^/]+/s/${_ara.code}$`))
})

test('a name that leads nowhere is a page that helps on', async () => {
  const page = await open('/s/zzzzzz', PHONE)
  expect(await page.locator('main').textContent()).toContain('zzzzzz')
  expect(await page.locator('main').getByRole('searchbox').count()).toBe(1)
  await picture(page, 'missing')
})

/** For whoever wants to look: SCREENSHOTS names a folder. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS
  if (folder) await page.screenshot({ path: `${folder}/link-${name}.png`, fullPage: true })
}
