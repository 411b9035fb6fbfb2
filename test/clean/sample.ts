import type { Channel, ParsedFeed, ParsedItem } from '../../src/model/model.ts'

export const channel: Channel = {
  id: 'ara-news',
  title: 'ARA News',
  description: '',
  language: 'en',
  tag: 'aranews.net,2013',
  hosts: ['aranews.net', 'www.aranews.net', 'ww.aranews.net', 'm.aranews.net', 'tr.aranews.net'],
  linkTo: 'permalink',
  agency: 'ARA News',
  sources: [],
}

/** An item with what a test gives it and nothing else. */
export function createItem(item: Partial<ParsedItem> = {}): ParsedItem {
  return { authors: [], categories: [], attachments: [], pictures: [], ...item }
}

export function createFeed(items: readonly ParsedItem[], feed: Partial<ParsedFeed> = {}): ParsedFeed {
  return { format: 'rss', authors: [], hubs: [], hints: {}, warnings: [], items, ...feed }
}

export const html = (value: string) => ({ value, type: 'html' }) as const
export const text = (value: string) => ({ value, type: 'text' }) as const
