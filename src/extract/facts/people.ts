/** Names of people out of a line that says who wrote a story: `By Jane Doe and Ali Can, ARA News`. */
import type { Person } from '../../model/content.ts'
import { foldName, toMonth } from '../../read/date/names.ts'
import { toVisibleLine } from './text.ts'

/** What stands before names, in the languages of the pages that were seen. */
const LABEL =
  /^(?:(?:(?:story|text|words|post|report|analysis|author|writer|(?!edit|translat|photo|film)\p{L}{3,12}(?:ing|ed|en))\s+)?by\b|words\s|authors?\s*:|writers?\s*:|reporters?\s*:|reporting\s*:|from\s*:|(?:ein(?:e)?\s+\p{L}+\s+)?von\s|autor(?:in|es|a)?\s*:|text\s*:|par\s|auteurs?\s*:|por\s|door\s|автор\s*:?|авторы\s*:|текст\s*:|بقلم|كتب(?:ه|ت)?(?=[\s:])|بواسطة|الكاتب\s*:?|الكاتبة\s*:?|إعداد\s*:?|تقرير\s*:|نویسنده\s*:?|نوشته\s*:?|خبرنگار\s*:|گزارش\s*:|yazar\s*:?|yazan\s*:?|haber\s*:|muhabir\s*:|nivîskar\s*:?|ji\s+aliyê|nûçegihan\s*:|nivîsandina\s*:?|نووسەر\s*:?|نووسینی\s*:?|ئامادەکردنی\s*:?|文\s*[/／:：]|作者\s*[:：]?|[（(]?(?:记者|記者)\s*[:：]?|取材・文|글\s*[:：])[\s:：]*/iu

/** A date that stands right behind the last name. */
function dropDate(text: string): string {
  const bare = text.replace(DATED, '')
  return bare.replace(MONTH_FIRST, (all, word: string) => (toMonth(foldName(word)) === undefined ? all : ''))
}

const DATED = /,?\s+(?:\d{1,2}\.?\s\p{L}{3,12}\.?\s\d{4}|\d{1,4}[./-]\d{1,2}[./-]\d{1,4})\b.*$/u
const MONTH_FIRST = /,?\s+(\p{L}{3,12})\.?\s\d{1,2}(?:,?\s\d{4})?\b.*$/u

/** Who took the pictures, behind who wrote. */
const PICTURED = /\s+(?:photo(?:graph)?s?|pictures|fotos?|bilder)(?:\s+(?:by|von|de))?:?\s+\p{Lu}.*$/iu

/** Commas of several scripts, marks and words that stand between two names. */
const BETWEEN = /\s*[,;|•·、،؛]\s*|\s+(?:and|&|und|et|ve|и|و|û|ile|with)\s+|\s*[/&]\s*/u

/** What follows a name but is none: an office, an agency, a place, a time. */
const NO_NAME =
  /@|https?:|www\.|\d|^(?:in|at|for|of|on|the)\s|\b(?:editors?|reporters?|correspondents?|writers?|columnists?|producers?|contributors?|journalists?|photographers?|directors?|presenters?|redakteur(?:in)?|korrespondent(?:in)?|envoy[ée]e?|min(?:ute)?s?|read|updated|published|posted|share)\b/iu

/** What others did to a story; `@` is in no name. */
const EDITED = /^(?:edit(?:ing|ed)|fotos?|photos?|pictures?|translat(?:ed|ion)|camera|video)\b.*$/iu

/** Names that a content system fills in where nobody did. */
const NOBODY =
  /^(?:(?:our|a|the) (?:own |special |staff )?(?:correspondent|reporter)s?|admin(?:istrator)?|root|webmaster|user|author|editor|guest|anonymous|null|undefined|none|n\/a|-|by)$/i

const LONGEST = 70
const MOST = 20

export function readPeople(line: string | undefined): Person[] {
  if (line === undefined || line.length > 600 || /^https?:\/\/\S+$/.test(line)) return []
  const bare = toVisibleLine(line)
    .replace(LABEL, '')
    .replace(/\s*[([].{0,80}?[)\]]/g, '')
    .replace(/\s+(?:[-–—»]|—|\|)\s+.*$/u, '')
    .replace(/\s+(?:(?:published|updated|posted)\b|on\s(?=.*\d)).*$/iu, '')
    .replace(PICTURED, '')
  return [...new Set(splitNames(dropDate(bare)))].slice(0, MOST).map((name) => ({ name }))
}

/** Whether a line says itself that names follow. */
export function isLabelledName(line: string): boolean {
  return LABEL.test(toVisibleLine(line))
}

function splitNames(text: string): string[] {
  const parts = text.replace(SUFFIX, ' $1').split(BETWEEN).flatMap(splitPair).map(trimName).filter(Boolean)
  // `Smith, John` is one person.
  if (parts.length === 2 && parts.every((part) => !part.includes(' ')) && /^[^,]+,[^,]+$/.test(text))
    return [text.trim()]
  const [first, ...others] = parts
  if (first === undefined || isNobody(first)) return others.filter(isName)
  return [first, ...others.filter((part) => isName(part) && (part.includes(' ') || !first.includes(' ')))]
    .filter((name) => name.length <= LONGEST)
    .filter((name, at) => at > 0 || !/@|https?:/.test(name))
}

/** `King, Jr.` is no second person. */
const SUFFIX = /,\s+(jr\.?|sr\.?|ii|iii)(?=$|[\s,;])/giu

/** Words for and that may be a part of a name: between two whole names only. */
function splitPair(part: string): string[] {
  const pair = part.split(/\s+(?:y|e|i)\s+|\s+و(?=\p{L})/u)
  return pair.length === 2 && pair.every((name) => /\S\s\S/.test(name)) ? pair : [part]
}

function trimName(text: string): string {
  return (
    text
      .replace(/^[\s.:–—-]+|[\s:–—-]+$/gu, '')
      .replace(/^(?:and|und|et|ve|و)\s+/u, '')
      .replace(EDITED, '@')
      .replace(LABEL, '')
      // Where from, and whom for.
      .replace(/\s+(?:in|at|[Ff]or|avec|à|aus|from)\s+\p{Lu}.*$/u, '')
      .replace(/\s*(?:기자|특파원|記者|记者)$|[）)]$/u, '')
  )
}

function isNobody(name: string): boolean {
  return NOBODY.test(name)
}

function isName(part: string): boolean {
  return part.length <= LONGEST && /\p{L}/u.test(part) && !NO_NAME.test(part) && !isNobody(part) && !isAgency(part)
}

/** Agencies and papers behind a comma: `Jane Doe, BBC News`. */
function isAgency(part: string): boolean {
  return /^[A-Z]{2,6}$/.test(part) || AGENCY.test(part)
}

const AGENCY =
  /\b(?:news|press|agency|agence|times|post|magazine|daily|weekly|media|network|radio|tv|reuters|bloomberg|xinhua|associated|online|today|staff)\b/iu
