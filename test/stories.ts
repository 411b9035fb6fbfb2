/**
 * Sixty stories as a newsroom posts them, no two alike: every language it writes in, and everything that a headline, a
 * text or the things around it may be. What is posted is a JSON Feed item.
 */
import type { PostedItem } from '../src/model/item.ts'

const SITE = 'https://desk.example'

/** A headline and a text of each language, with what its letters bring along. */
const TOLD: readonly (readonly [language: string, title: string, text: string])[] = [
  [
    'en',
    'Talks & bridges: what “opens” <now>',
    'QAMISHLI, Syria – The bridge opened at 5 < 6 & nobody’s car was first.',
  ],
  ['ar', 'جسر القامشلي يفتح أمام «الجميع»', 'فتح الجسر في القامشلي أبوابه يوم الجمعة، وقال مصدر محلي إن العمل انتهى.'],
  ['ckb', 'پردی هەولێر کرایەوە', 'پردی شارەکە ڕۆژی هەینی کرایەوە و خەڵک هاتن بۆ بینینی.'],
  ['kmr', 'Pira Kobanê ji nû ve vebû', 'Pir roja înê vebû û xelk hat ku lê binêre; çûn û hatin dest pê kir.'],
  ['tr', 'Köprü yeniden açıldı: “Işık” geldi', 'Köprü cuma günü açıldı; şehirde İncir ve ığdır ağaçları dikildi.'],
  ['fa', 'پل شهر دوباره باز شد', 'پل روز جمعه باز شد و مردم می‌خواهند از آن بگذرند.'],
  [
    'en',
    'कुआँ, 桥, мост: one word, 🏔️👨‍👩‍👧 and 𠮷',
    'What a bridge is called in Nepali (पुल), Chinese (桥) and Russian (мост).',
  ],
]

/** What a text may be made of; each is given the plain text of the story. */
const TEXTS: readonly ((text: string) => Pick<PostedItem, 'content_html' | 'content_text'>)[] = [
  (text) => ({ content_html: `<p>${toHtml(text)}</p>` }),
  (text) => ({ content_text: `${text}\n\nA second paragraph, with &amp; as typed and ]]> in it.` }),
  (text) => ({
    content_html: `<p>${toHtml(text)}</p><table><tr><th scope="col">Village</th><th>Families</th></tr><tr><td>North</td><td>12</td></tr></table>`,
  }),
  (text) => ({
    content_html: `<h2>Above</h2><p>${toHtml(text)}<sup><a href="#fn1">1</a></sup></p><blockquote><p>It is ours.</p></blockquote><ol><li id="fn1">A note.</li></ol>`,
  }),
  (text) => ({
    content_html: `<figure><img src="${SITE}/dock.jpg?a=1&amp;b=2" alt="A dock" width="640" height="480"><figcaption>The dock</figcaption></figure><p>${toHtml(text)}</p>`,
  }),
  (text) => ({
    content_html: `<p>${toHtml(text)}</p><pre><code>if (a &lt; b) { "]]&gt;" }</code></pre><p><script>alert(1)</script><a href="javascript:alert(1)">here</a></p>`,
  }),
  (text) => ({
    content_html: `<p dir="auto">${toHtml(text)}</p><p lang="ar">وهنا جملة «أخرى».</p><p>${toHtml(text)}</p>`,
  }),
  (text) => ({
    content_html: `<p>${toHtml(text)}</p><video controls src="${SITE}/v.mp4"></video><iframe src="https://www.youtube.com/embed/abc"></iframe>`,
  }),
]

/** What stands around it. */
const ASIDES: readonly ((number: number) => Omit<PostedItem, 'content_html' | 'content_text'>)[] = [
  () => ({}),
  () => ({ authors: [{ name: 'Egid Yousef' }], tags: ['Syria', 'Kobanê & Afrin'] }),
  () => ({
    authors: [{ name: 'سيروان حسن' }, { name: 'Lava, Jr.', url: `${SITE}/lava?x=1&y=2` }, { name: 'Şêrko <Bêkes>' }],
  }),
  (number) => ({
    image: `${SITE}/p${number}.jpg`,
    banner_image: `${SITE}/b${number}.png`,
    summary: 'In a sentence & <b>.',
  }),
  (number) => ({
    attachments: [
      { url: `${SITE}/talk${number}.mp3`, mime_type: 'audio/mpeg', size_in_bytes: 4_200, duration_in_seconds: 61.5 },
      { url: `${SITE}/paper${number}.pdf?a=1&b=2`, mime_type: 'application/pdf', title: 'The paper' },
    ],
  }),
  (number) => ({
    attachments: [
      { url: `${SITE}/same${number}.mp3`, mime_type: 'audio/mpeg', title: 'One' },
      { url: `${SITE}/same${number}.ogg`, mime_type: 'audio/ogg', title: 'One' },
      { url: `${SITE}/none${number}`, mime_type: 'application/x-unknown', size_in_bytes: 0 },
    ],
  }),
  (number) => ({
    id: `urn:desk:${number}`,
    external_url: 'https://کورد.example/ê?q=ş ü',
    url: `${SITE}/ê/${number}?q=a|b`,
  }),
  (number) => ({ id: `a name with spaces & <${number}>`, tags: ['', ' ', 'حرب', 'هرب', '中文', 'a/b', '#'] }),
  (number) => ({ id: number, date_published: '1969-07-20T20:17:40Z' }),
  () => ({ date_published: '2015-06-07T08:00:00+03:00', date_modified: '2015-06-08T08:00:00.250Z' }),
  () => ({
    date_published: '2014-01-31T23:59:59Z',
    _ara: {
      dateline: 'Kobanê, Syria',
      agency: 'ARA News',
      source: 'A. & B. <wire>',
      credit: 'File photo',
      caption: 'The bridge ]]>',
      rights: '© 2015 & all',
      location: { latitude: 36.89, longitude: 38.35, name: 'Kobanê' },
    },
  }),
]

/** The number of stories, and of the newest that have neither headline nor date to go by. */
export const SIXTY = 60

export function tellSixty(): readonly PostedItem[] {
  return Array.from({ length: SIXTY }, (_, number) => tell(number))
}

function tell(number: number): PostedItem {
  const [language, title, text] = pick(TOLD, number)
  const headline = number % 17 === 16 ? {} : { title: number % 29 === 28 ? title : `${title} ${number}` }
  const dated = number % 13 === 12 ? {} : { date_published: new Date(Date.UTC(2015, 5, 1, number)).toISOString() }
  return {
    ...(number % 4 === 3 ? {} : { language }),
    ...headline,
    ...pick(TEXTS, number)(`${text} (${number})`),
    ...dated,
    ...pick(ASIDES, number)(number),
  }
}

function pick<T>(choices: readonly T[], number: number): T {
  const choice = choices[number % choices.length]
  if (choice === undefined) throw new Error('There is nothing to pick from.')
  return choice
}

function toHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
