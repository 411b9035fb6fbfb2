import { XMLParser } from 'fast-xml-parser'
import FeedParser from 'feedparser'
import { parseFeed } from 'feedsmith'
import RssParser from 'rss-parser'
import { araNews } from '../feeds/ara-news.ts'
import { cleanFeed } from '../src/clean/clean.ts'
import { parse } from '../src/read/parse.ts'
import { createAtom, createBrokenRss, createRss } from './documents.ts'
import { type Contender, isMet, measure, printRates, type Rates } from './rate.ts'

const OURS = 'ara-feeds'

/** Documents a second, one core: the reader beside its peers, then reading with cleaning and identity. */
export async function benchRead(): Promise<boolean> {
  const documents = [
    { title: 'RSS 2.0, 100 items', text: createRss(100) },
    { title: 'Atom 1.0, 100 entries', text: createAtom(100) },
    { title: 'Broken RSS, 100 items', text: createBrokenRss(100) },
  ]
  let met = true
  for (const { title, text } of documents) {
    const rates = await measure(toContenders(text))
    printRates(`${title} (${Math.round(text.length / 1024)} KB)`, rates, 'documents/s')
    met = isMet('reader against the fastest peer', toRatio(rates), 1.3) && met
  }
  return met
}

/** Every reader from what a program gets of the network: ours from bytes, the others from text. */
function toContenders(text: string): Contender[] {
  const bytes = new TextEncoder().encode(text)
  const xml = new XMLParser({ ignoreAttributes: false })
  const rss = new RssParser()
  return [
    { name: OURS, run: () => parse(bytes) },
    { name: 'feedsmith', run: () => parseFeed(text) },
    { name: 'rss-parser', run: () => rss.parseString(text) },
    { name: 'feedparser', run: () => parseStream(text) },
    { name: 'fast-xml-parser (XML only)', run: () => xml.parse(text) },
    {
      name: `${OURS} with cleaning and identity`,
      run: () => cleanFeed(parse(bytes), {}, { channel: araNews, source: 'bench' }),
    },
  ]
}

function toRatio(rates: Rates): number {
  const peers = [...rates].filter(([name]) => !name.startsWith(OURS)).map(([, rate]) => rate)
  return (rates.get(OURS) ?? 0) / Math.max(...peers)
}

function parseStream(text: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const parser = new FeedParser({})
    let items = 0
    parser.on('error', reject)
    parser.on('readable', () => {
      while (parser.read() !== null) items++
    })
    parser.on('end', () => resolve(items))
    parser.end(text)
  })
}
