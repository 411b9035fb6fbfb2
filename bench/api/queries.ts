/** What is searched for: words as often as they stand in stories, in every way that there is. Always the same ones. */
import { createRandom, TAGS, toCommonWord, toRank, VOCABULARY } from '../searched.ts'

/** A kind of search, and its queries: as the address has them, without the path. */
export type Queries = { readonly kind: string; readonly queries: readonly string[] }

/** Where a text has it, a word is one of the commonest; where somebody looks for it, it is any of those that mean something. */
const MEANT = 40
const PLACES = ['kobani', 'kobane', 'syria', 'makhmur', 'كوباني', 'سوريا', 'مخمور']

/** @param each so many of each kind */
export function createQueries(each: number): Queries[] {
  const random = createRandom(7)
  const word = () => toCommonWord(toRank(random(), VOCABULARY), random() < 0.6 ? 'latin' : 'arabic')
  const meant = () => toCommonWord(MEANT + toRank(random(), VOCABULARY - MEANT), 'latin')
  const tag = () => `tag=tag-${toRank(random(), TAGS)}`
  const place = (n: number) => PLACES[n % PLACES.length] ?? ''
  const kinds: Readonly<Record<string, (n: number) => string>> = {
    'a word': () => toQuery(word()),
    'two words': () => toQuery(`${meant()} ${word()}`),
    'a phrase': () => toQuery(`"${toCommonWord(toRank(random(), 9), 'latin')} ${meant()}"`),
    'a place': (n) => toQuery(`${place(n)}${n < PLACES.length ? '' : ` ${word()}`}`),
    'one without another': () => toQuery(`${meant()} -${word()}`),
    'a word under a tag': () => `${toQuery(word())}&${tag()}`,
    'a place under a tag': (n) => `${toQuery(place(n))}&${tag()}`,
    'a word in a language': () => `${toQuery(word())}&lang=${random() < 0.6 ? 'en' : 'ar'}`,
  }
  return Object.entries(kinds).map(([kind, create]) => ({
    kind,
    queries: Array.from({ length: each }, (_, n) => create(n)),
  }))
}

/** Beginnings of two letters up to five. */
export function createBeginnings(): string[] {
  const [common, rarer] = [toCommonWord(30, 'latin'), toCommonWord(20_000, 'latin')]
  return [2, 3, 4, 5].flatMap((length) => [common, rarer].map((word) => toQuery(`${word.slice(0, length)}*`)))
}

function toQuery(words: string): string {
  return `q=${encodeURIComponent(words)}`
}
