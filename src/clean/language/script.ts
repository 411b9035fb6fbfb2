/**
 * Scripts: which letters belong to each, which languages are written in it, and which way it runs. Promises: of a
 * language or a letter that is not listed nothing is said.
 */

/** ISO 15924; those that two languages share are told apart in `evidence.ts`. */
export type Script = keyof typeof LANGUAGES

/** First letters of the blocks of Unicode, in their order; of all letters between two the script is the first's. */
const BLOCKS: readonly (readonly [from: number, script: Script | ''])[] = [
  [0x41, 'Latn'],
  [0x370, 'Grek'],
  [0x400, 'Cyrl'],
  [0x530, 'Armn'],
  [0x590, 'Hebr'],
  [0x600, 'Arab'],
  [0x700, 'Syrc'],
  [0x750, 'Arab'],
  [0x780, 'Thaa'],
  [0x7c0, 'Nkoo'],
  [0x800, ''],
  [0x860, 'Syrc'],
  [0x870, 'Arab'],
  [0x900, 'Deva'],
  [0x980, 'Beng'],
  [0xa00, 'Guru'],
  [0xa80, 'Gujr'],
  [0xb00, 'Orya'],
  [0xb80, 'Taml'],
  [0xc00, 'Telu'],
  [0xc80, 'Knda'],
  [0xd00, 'Mlym'],
  [0xd80, 'Sinh'],
  [0xe00, 'Thai'],
  [0xe80, 'Laoo'],
  [0xf00, 'Tibt'],
  [0x1000, 'Mymr'],
  [0x10a0, 'Geor'],
  [0x1100, 'Kore'],
  [0x1200, 'Ethi'],
  [0x13a0, ''],
  [0x1780, 'Khmr'],
  [0x1800, ''],
  [0x1c80, 'Cyrl'],
  [0x1c90, 'Geor'],
  [0x1d00, 'Latn'],
  [0x1f00, 'Grek'],
  [0x2000, ''],
  [0x2c60, 'Latn'],
  [0x2c80, ''],
  [0x2d00, 'Geor'],
  [0x2d30, ''],
  [0x2de0, 'Cyrl'],
  [0x2e00, ''],
  [0x3040, 'Jpan'],
  [0x3130, 'Kore'],
  [0x3190, ''],
  [0x3400, 'Hani'],
  [0xa000, ''],
  [0xa640, 'Cyrl'],
  [0xa6a0, ''],
  [0xa720, 'Latn'],
  [0xa800, ''],
  [0xac00, 'Kore'],
  [0xd800, ''],
  [0xf900, 'Hani'],
  [0xfb00, 'Latn'],
  [0xfb1d, 'Hebr'],
  [0xfb50, 'Arab'],
  [0xfe00, ''],
  [0xfe70, 'Arab'],
  [0xff00, ''],
  [0xff21, 'Latn'],
  [0xff66, 'Jpan'],
  [0xffa0, ''],
]

/**
 * The languages that are written in a script: the first is meant where letters and words tell no more. Of a language that
 * stands nowhere nobody can say that a text is not in it.
 */
const LANGUAGES = {
  Latn: `en fr de es it pt nl sv da nb nn no fi hu pl cs sk ro sq ca tr az kmr ku zza hr bs sr sl et lv lt is ga cy eu gl
    id ms vi uz tk so sw ha af mt tl fil lb br oc kk tt ug`,
  Arab: `ar fa ckb ku kmr ur ps ug sd ks pa pnb skr bal sdh hac lki azb az glk mzn lrc arz arq ary aeb ayl apc ajp acm afb
    uz tk kk ky tt tg ms ha`,
  Cyrl: 'ru uk bg sr mk be kk ky tg mn tt ba cv ce os ab uz az tk bs ku kmr',
  Hebr: 'he yi lad',
  Grek: 'el',
  Armn: 'hy hyw',
  Geor: 'ka xmf',
  Syrc: 'syr arc aii cld tru',
  Thaa: 'dv',
  Nkoo: 'nqo',
  Deva: 'hi mr ne sa ks sd kok mai bho',
  Beng: 'bn as',
  Guru: 'pa',
  Gujr: 'gu',
  Orya: 'or',
  Taml: 'ta',
  Telu: 'te',
  Knda: 'kn',
  Mlym: 'ml',
  Sinh: 'si',
  Thai: 'th',
  Laoo: 'lo',
  Tibt: 'bo dz',
  Mymr: 'my',
  Kore: 'ko',
  Ethi: 'am ti tig',
  Khmr: 'km',
  Jpan: 'ja',
  Hani: 'zh ja yue wuu nan hak',
} as const

const FIRST: ReadonlyMap<Script, string> = new Map(
  Object.entries(LANGUAGES).map(([script, all]) => [script as Script, all.split(/\s/, 1)[0] ?? '']),
)
const RIGHT_TO_LEFT: ReadonlySet<Script> = new Set(['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo'])

/** The script of a letter; undefined of what is none, or of a script that nobody here reads. */
export function toScript(code: number): Script | undefined {
  if (code < 0x250) return 'Latn'
  let low = 0
  let high = BLOCKS.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((BLOCKS[middle]?.[0] ?? 0) <= code) low = middle
    else high = middle
  }
  return BLOCKS[low]?.[1] || undefined
}

/** The language that is meant where a script says all that is known. */
export function toFirstLanguage(script: Script): string | undefined {
  return FIRST.get(script)
}

export function isRightToLeft(script: Script): boolean {
  return RIGHT_TO_LEFT.has(script)
}

const SCRIPTS: ReadonlyMap<string, readonly Script[]> = toScriptsOfLanguages()

function toScriptsOfLanguages(): ReadonlyMap<string, readonly Script[]> {
  const index = new Map<string, Script[]>()
  for (const [script, all] of Object.entries(LANGUAGES)) {
    for (const language of all.split(/\s+/)) index.set(language, [...(index.get(language) ?? []), script as Script])
  }
  return index
}

/** Other names for scripts, as tags have them. */
const NAMES: ReadonlyMap<string, Script> = new Map([
  ['Aran', 'Arab'],
  ['Hans', 'Hani'],
  ['Hant', 'Hani'],
  ['Hang', 'Kore'],
  ['Hira', 'Jpan'],
  ['Kana', 'Jpan'],
])

/** The scripts that a language is written in, as its tag says; none where nobody knows. @param tag canonical */
export function toScriptsOf(tag: string): readonly Script[] {
  const [language = '', second = ''] = tag.split('-')
  if (second.length !== 4) return SCRIPTS.get(language.toLowerCase()) ?? []
  const script = NAMES.get(second) ?? second
  return Object.hasOwn(LANGUAGES, script) ? [script as Script] : []
}
