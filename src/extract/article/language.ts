/** Which of the languages that a page claims its text can be in: themes claim English for every language. */

const SCRIPTS = {
  Arab: /\p{sc=Arab}/gu,
  Hebr: /\p{sc=Hebr}/gu,
  Cyrl: /\p{sc=Cyrl}/gu,
  Grek: /\p{sc=Grek}/gu,
  Hani: /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/gu,
  Hang: /\p{sc=Hang}/gu,
  Armn: /\p{sc=Armn}/gu,
  Deva: /\p{sc=Deva}/gu,
  Geor: /\p{sc=Geor}/gu,
  Latn: /\p{sc=Latn}/gu,
} as const

/** Scripts of the languages that are written in one alone; Kurdish is written in three. */
const WRITTEN: ReadonlyMap<string, string> = new Map(
  Object.entries({
    Arab: 'ar fa ur ckb ps sd ug arz',
    Hebr: 'he iw yi',
    Cyrl: 'ru uk be bg mk',
    Grek: 'el',
    Hani: 'zh ja',
    Hang: 'ko',
    Armn: 'hy',
    Deva: 'hi mr ne',
    Geor: 'ka',
    Latn: 'en de fr es it pt nl sv da no nb nn fi pl cs sk hu ro hr sl et lv lt tr is ga ca eu gl id ms vi kmr',
  }).flatMap(([script, languages]) => languages.split(' ').map((language) => [language, script] as const)),
)

/** Scripts that one language is written in. */
const ALONE: ReadonlyMap<string, string> = new Map([
  ['Hebr', 'he'],
  ['Grek', 'el'],
  ['Hang', 'ko'],
  ['Armn', 'hy'],
  ['Geor', 'ka'],
  ['Deva', 'hi'],
])

/** The first claimed language that is written in the script of the text, else the one that is written in no other. */
export function toClaimedLanguage(claimed: readonly string[], text: string): string | undefined {
  const start = text.slice(0, 4_000)
  const script = toScript(start)
  const found = claimed.find((tag) => {
    const written = WRITTEN.get(tag.split('-')[0]?.toLowerCase() ?? '')
    return script === undefined || written === undefined || written === script
  })
  return (
    found ?? (script === 'Hani' ? (/[\p{sc=Hira}\p{sc=Kana}]/u.test(start) ? 'ja' : 'zh') : ALONE.get(script ?? ''))
  )
}

/** The script of most letters. */
function toScript(text: string): string | undefined {
  let best: { script: string; count: number } | undefined
  for (const [script, pattern] of Object.entries(SCRIPTS)) {
    const count = text.match(pattern)?.length ?? 0
    if (count > (best?.count ?? 0)) best = { script, count }
  }
  return best?.script
}
