/**
 * What languages are called. Promises: the same on every runtime; those that readers here write in are called what they
 * call themselves, whatever the runtime's Intl knows of them.
 */

/** A language's name for itself, and in English, where runtimes differ or know none. */
const NAMES: Readonly<Record<string, readonly [own: string, english: string]>> = {
  ku: ['kurdî (kurmancî)', 'Kurdish'],
  kmr: ['kurdî (kurmancî)', 'Kurdish'],
  ckb: ['کوردیی ناوەندی', 'Central Kurdish'],
  sdh: ['کوردی خوارین', 'Southern Kurdish'],
  zza: ['zazakî', 'Zaza'],
  diq: ['zazakî', 'Zaza'],
  kiu: ['kirmanckî', 'Zaza'],
  hac: ['هەورامی', 'Gurani'],
  hy: ['հայերեն', 'Armenian'],
  hyw: ['արեւմտահայերէն', 'Western Armenian'],
  syr: ['ܣܘܪܝܝܐ', 'Syriac'],
  arc: ['ܐܪܡܝܐ', 'Aramaic'],
  aii: ['ܣܘܪܝܬ', 'Assyrian Neo-Aramaic'],
  tru: ['ܛܘܪܝܐ', 'Turoyo'],
}

/** Sources say all kinds of things in place of a tag; Intl throws at those. */
const TAG = /^[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?$/i

/** A language's own name for itself: `العربية`. */
export function toOwnLanguageName(tag: string): string {
  if (!TAG.test(tag)) return tag
  return findName(tag)?.[0] ?? new Intl.DisplayNames([tag, 'en'], { type: 'language' }).of(tag) ?? tag
}

/** `Arabic` for `ar`. */
export function toEnglishLanguageName(tag: string): string {
  if (!TAG.test(tag)) return tag
  return findName(tag)?.[1] ?? new Intl.DisplayNames(['en'], { type: 'language' }).of(tag) ?? tag
}

function findName(tag: string) {
  return NAMES[tag.toLowerCase().split('-')[0] ?? '']
}
