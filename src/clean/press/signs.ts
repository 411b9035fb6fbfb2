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
export function toPlainSigns(line: string): string {
  if (!ANY.test(line)) return line
  const plain = line.replace(TYPED, (sign) => PLAIN.get(sign) ?? sign)
  return plain.replace(/ـ+/g, (run, at: number) => (isDash(plain, at, at + run.length) ? '–'.repeat(run.length) : run))
}

/** Where no letter is before it or behind it; of one letter alone it is a part: `1436 هـ`, `لـ ARA News`. */
function isDash(line: string, begin: number, end: number): boolean {
  if (!IN_WORD.test(line.charAt(begin - 1))) return true
  return !IN_WORD.test(line.charAt(end)) && IN_WORD.test(line.charAt(begin - 2))
}

const IN_WORD = /[\p{L}\p{M}]/u
