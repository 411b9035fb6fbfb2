/** Parts of a page that give themselves away by repetition: readers' comments, and cards of other stories. */
import { ancestorsOf, attribute, findAll, isElement, isWithin, type PageElement, type PageParent } from './dom.ts'
import { type Masses, massOf } from './page-mass.ts'
import { startOf } from './page-text.ts'

/** What stands beneath each comment and nowhere else. */
const REPLY =
  /^\W*(?:reply|quote|report|flag|رد|الرد|پاسخ|وەڵام|bersiv|bersivê bide|yanıtla|cevapla|ответить|пожаловаться|répondre|signaler|antworten|melden|responder|rispondi|odpowiedz|beantwoorden|svara|svar|回复|举报|返信|답글|απάντηση|השב)\W*(?:\d+\W*)?$/iu

/** As many from the beginning, and from the end, show where comments begin and end. */
const MOST = 50

/** The element that holds all the comments, where each of several can be answered. */
export function findComments(root: PageParent): PageElement[] {
  const found = findAll(root, isAnswer)
  const answers = [...found.slice(0, MOST), ...found.slice(MOST).slice(-MOST)]
  const [first, second] = answers
  if (!first || !second) return []
  const all = ancestorsOf(first).find((element) => answers.every((answer) => isWithin(answer, element)))
  return all ? [all] : []
}

function isAnswer(element: PageElement): boolean {
  if (element.tagName !== 'a' && element.tagName !== 'button') return false
  return REPLY.test(startOf([element], 30))
}

/** Fewest that make a row, and most words of prose in each: more than a teaser has. */
const ROW = 3
const TEASER = 40

/** Rows of cards: neighbours that look the same, each with a title that is a link to somewhere else. */
export function findCards(root: PageParent, masses: Masses): PageElement[] {
  const cards: PageElement[] = []
  const visit = (parent: PageParent) => {
    const row = new Map<string, PageElement[]>()
    for (const child of parent.childNodes) {
      if (!isElement(child)) continue
      if (!isCard(child, masses)) visit(child)
      else if (!row.get(toLook(child))?.push(child)) row.set(toLook(child), [child])
    }
    for (const alike of row.values()) if (alike.length >= ROW) cards.push(...alike)
  }
  visit(root)
  return cards
}

function toLook(element: PageElement): string {
  return `${element.tagName}.${attribute(element, 'class')?.split(/\s+/)[0] ?? ''}`
}

/** A title that is a link to somewhere else, with a few words about it. */
export function isCard(element: PageElement, masses: Masses): boolean {
  const { words, linked, prose } = massOf(masses, element)
  if (!/^(?:div|li|article|section|dd|a)$/.test(element.tagName) || words < 3 || words > TEASER * 2) return false
  return prose <= TEASER && linked * 6 >= words && linked >= 3 && findAll(element, isLinkedTitle).length > 0
}

/** A heading in a link, or a link in a heading. */
function isLinkedTitle(element: PageElement): boolean {
  if (!/^h[2-6]$/.test(element.tagName)) return false
  const links = [...ancestorsOf(element).slice(0, 2), ...findAll(element, () => true)].filter(
    ({ tagName }) => tagName === 'a',
  )
  return links.some((link) => /^(?!#|javascript:)./i.test(attribute(link, 'href') ?? ''))
}
