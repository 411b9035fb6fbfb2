/**
 * Dashes, colons, bars and brackets as people type them. Promises: each becomes one sign for one sign, so that places in
 * a line stay what they are; hyphens stay hyphens, because words have them too.
 */

/** What is typed for a sign, by the sign. */
const SIGNS: Readonly<Record<string, string>> = {
  '–': '‒―−﹘⸺⸻〜～﹣－⁓',
  '-': '‐‑⁃˗',
  ':': '：﹕︓∶ː፡׃։',
  ',': '，﹐､、',
  ';': '；﹔',
  '/': '／⁄∕',
  '|': '｜│¦∣❘',
  '(': '（﹙﴾',
  ')': '）﹚﴿',
  '[': '［【〔',
  ']': '］】〕',
}
const PLAIN = new Map(Object.entries(SIGNS).flatMap(([sign, typed]) => [...typed].map((one) => [one, sign] as const)))
const TYPED = new RegExp(`[${[...PLAIN.keys()].join('')}]`, 'g')
/** Looked for first: nearly no line has one. */
const ANY = new RegExp(`[${[...PLAIN.keys()].join('')}ـ]`)
/** A dash where no letter is before or behind it; of one letter it is a part: `1436 هـ`, `لـ ARA News`. */
const TATWEEL = /(?<![\p{L}\p{M}])ـ+|(?<=[\p{L}\p{M}]{2})ـ+(?![\p{L}\p{M}])/gu

export function toPlainSigns(line: string): string {
  if (!ANY.test(line)) return line
  const plain = line.replace(TYPED, (sign) => PLAIN.get(sign) ?? sign)
  return plain.includes('ـ') ? plain.replace(TATWEEL, (dash) => '–'.repeat(dash.length)) : plain
}
