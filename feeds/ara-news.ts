import type { Channel } from '../src/model/model.ts'

export const araNews: Channel = {
  id: 'ara-news',
  title: 'ARA News',
  description: 'Independent news from Syria, Iraq, Turkey and the Kurdish regions.',
  language: 'en',
  tag: 'aranews.net,2013',
  // One site under several names; all of them fold into the first.
  hosts: ['aranews.net', 'www.aranews.net', 'ww.aranews.net', 'm.aranews.net', 'tr.aranews.net'],
  // The agency's site is going away, so readers are sent to the copy that stays.
  linkTo: 'permalink',
  agency: 'ARA News',
  // In order of rank: the main site may revise what a mirror brought first, never the other way.
  sources: [
    { id: 'aranews', url: 'https://aranews.net/feed/', title: 'ARA News' },
    { id: 'aranews-www', url: 'https://www.aranews.net/feed/', title: 'ARA News (www mirror)' },
    { id: 'aranews-ww', url: 'https://ww.aranews.net/feed/', title: 'ARA News (ww mirror)' },
    { id: 'aranews-m', url: 'https://m.aranews.net/feed/', title: 'ARA News (mobile mirror)' },
    { id: 'aranews-tr', url: 'https://tr.aranews.net/feed/', title: 'ARA News (tr mirror)' },
  ],
}
