/** What the stories of the filled database say: every habit of feeds that reading and cleaning has a rule for. */

export type Told = { readonly title: string; readonly html: string; readonly author: string }

const PLACES = ['Qamishli', 'Kobane', 'Hasakah', 'Afrin', 'Raqqa', 'Amuda', 'Derik', 'Manbij', 'Sinjar', 'Kirkuk']
const AUTHORS = ['Egid Yousef', 'Lava Kobani', 'Azad Shekhani', 'Mira Hesen']

type Writer = (place: string, number: number) => Omit<Told, 'author'>

const WRITERS: readonly Writer[] = [
  (place, number) => ({
    title: `Bakery of ${place} opens “after ${number} months”`,
    html: `<p><img class="alignnone size-full" src="https://aranews.net/files/2016/03/bakery-${number}-660x330.jpg" alt="" width="660" height="330" /></p>
<p>${place.toUpperCase()}, Syria – The bakery of ${place} opened again on Friday — “after ${number} months”, as its owner said.</p>
<p>“We had no flour,” he said, “and nobody’s oven was whole.” The mill gives it ${number} sacks a day…</p>
<p>Read also: <a href="https://aranews.net/2016/02/mill-${number}/?utm_source=rss&#038;utm_medium=feed">The mill grinds again</a></p>
<p>Share this: <a href="https://www.facebook.com/sharer.php?u=x">Facebook</a> <a href="https://twitter.com/share">Twitter</a></p>
<p>(Reporting by: Egid Yousef; Source: ARA News)</p>`,
  }),
  (place, number) => ({
    title: `${number} families return to ${place}`,
    html: `<div class="entry"><div>${number} families came back to ${place} on Monday&nbsp;&ndash; the first of many, the council says.<br /><br />They found their houses as they had left them,&hellip; almost.</div>
<blockquote>It is ours, and it is cold.</blockquote>
<ul><li>Blankets: ${number * 3}</li><li>Stoves: ${number}<ul><li>of which new: 2</li></ul></li></ul>
<table><tr><th>Village</th><th>Families</th></tr><tr><td>North</td><td>${number}</td></tr></table></div>`,
  }),
  (place, number) => ({
    title: `عودة ${number} عائلة إلى ${place} بعد افتتاح المخابز`,
    html: `<p dir="rtl">آرانيوز – ${place}: عادت ${number} عائلة إلى المدينة بعد أن فتحت المخابز أبوابها من جديد، حسب ما قاله مصدر محلي.</p><p dir="rtl">وأضاف المصدر: «الخبز متوفر، والماء قليل».</p>`,
  }),
  (place, number) => ({
    title: `Li ${place} ${number} dibistan ji nû ve vebûn`,
    html: `<p>${place} – Şagirtên ${number} dibistanan vegeriyan dersên xwe; mamoste dibêjin ku pirtûk kêm in.</p><p>“Em dixwazin her zarok bixwîne,” mamosteyek got.</p>`,
  }),
  (place, number) => ({
    title: `Pictures: the market of ${place}, row ${number}`,
    html: `[gallery ids="1,2"]<figure><img data-src="/files/row-${number}.jpg" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="A row of stalls"/><figcaption>The market on Friday. Photo: Lava Kobani</figcaption></figure>
<p>Row ${number} sells what grows in ${place}: onions, thyme and, this year, no wheat at all.</p>
<iframe src="https://www.youtube.com/embed/abc${number}" width="560" height="315"></iframe>
<video controls data-poster="/p.jpg"><source data-src="https://cdn.example.org/v${number}.mp4" type="video/mp4"/></video>`,
  }),
  (place, number) => ({
    title: `Water reaches ${place} ${number} hours a day &#8211; council`,
    html: `<p style="text-align:justify"><strong>ARA News</strong></p><p><strong>${place} &#8211;</strong> Water runs for ${number} hours a day now, the council of ${place} said. It ran for two in winter.</p>
<p>The pump was a gift of a village over the border; its engine is from 1972.</p><p>Subscribe to our newsletter and follow us on Twitter @ara_news.</p><p>&copy; ARA News 2016. All rights reserved.</p>`,
  }),
]

/** The story of this number; two numbers tell no story twice. */
export function tell(number: number): Told {
  const place = PLACES[number % PLACES.length] ?? ''
  const writer = WRITERS[number % WRITERS.length]
  const author = AUTHORS[number % AUTHORS.length] ?? ''
  if (writer === undefined) throw new Error(`Nobody writes story ${number}.`)
  return { ...writer(place, 100 + number), author }
}

export function tellAll(from: number, count: number): Told[] {
  return Array.from({ length: count }, (_, index) => tell(from + index))
}
