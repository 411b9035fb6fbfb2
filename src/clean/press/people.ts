/**
 * Who wrote a story. Promises: each person once, by name, without markup; never a role, and never whoever pressed the
 * button where the byline says better.
 */

import type { Person } from '../../model/content.ts'
import { toAbsoluteAddress } from '../identity/url.ts'
import { toLetters } from '../language/fold.ts'
import { toBareName } from '../markup/plain.ts'
import { toXmlSafeText } from '../markup/text.ts'

const EMAIL = /^[^\s@<>"]{1,100}@[^\s@<>"]{1,200}$/

/** People as a document names them, each once: names without markup, addresses absolute. */
export function toCleanPeople(people: readonly Person[], base: string | undefined): Person[] {
  const named = people.map((person) => toPerson(person, base)).filter((person) => person.name !== '')
  return [...new Map(named.map((person) => [person.name, person])).values()]
}

/**
 * Who wrote it. The byline of an agency's story says it better than the feed, whose author is
 * whoever pressed the button; but what the feed knows besides of the same person stays.
 */
export function toAuthors(
  received: readonly Person[],
  byline: readonly string[],
  isPress: boolean,
  own: readonly (string | undefined)[],
): Person[] {
  const personal = received.filter((person) => isPersonal(person, own))
  if (byline.length === 0 || (personal.length > 0 && !isPress)) return [...received]
  return byline.map((name) => received.find((person) => toLetters(person.name) === toLetters(name)) ?? { name })
}

function toPerson(person: Person, base: string | undefined): Person {
  const received = toXmlSafeText(person.email ?? '').trim()
  const email = EMAIL.test(received) ? received : undefined
  const url = person.url === undefined ? undefined : toAbsoluteAddress(person.url, base)
  const avatar = person.avatar === undefined ? undefined : toAbsoluteAddress(person.avatar, base)
  const name = toBareName(person.name) || email || toAddressName(url)
  return {
    name,
    ...(url ? { url } : {}),
    ...(email ? { email } : {}),
    ...(avatar ? { avatar } : {}),
  }
}

/** JSON Feed and Atom allow an author who is nothing but an address: `example.org/@egid`. A picture alone names nobody. */
function toAddressName(url: string | undefined): string {
  const address = url === undefined ? null : URL.parse(url)
  if (address === null || !/^https?:$/.test(address.protocol)) return ''
  return toXmlSafeText(`${address.host.replace(/^www\./, '')}${address.pathname.replace(/\/$/, '')}`)
}

/** Small words within names of people. */
const PARTICLE =
  /^(?:al|el|ul|bin|bint|ibn|ben|abu|abou|umm|de|da|di|del|della|van|von|der|den|ter|la|le|du|dos|mc|st\.?|jr\.?|sr\.?)$/i
const NAME_WORD = /^(?:(?:al|el|ash|as|ar|at|an|ad|az)-)?[\p{Lu}\p{Lo}][\p{L}\p{M}\p{Cf}’'.-]*$/u
/** Arabic joins "and" to the next word; these names begin with the same letter. */
const WAW_NAMES = /^(?:وليد|وائل|وسام|وجدي|وفاء|وهيب|ورد|وعد|وحيد|ولاء|وداد|وضاح|وريا|وریا|ولات|وڵات)/
const NOT_NAMES =
  /^(?:admin(?:istrator)?|editor|editors|webmaster|staff|newsroom|news ?desk|reporter|reporters|correspondents?|agencies|agency|unknown|anonymous|author|root|user|wordpress|wp|info|contact|web ?editor|online ?editor|مدير|المحرر|التحرير)$/i
/** What somebody is, behind a name: `Abhijit Kalamkar, Software Engineer`. */
const TITLE =
  /(?:^|\s)(?:engineer|manager|director|editor|writer|reporter|correspondent|producer|president|analyst|professor|designer|developer|officer|founder|ceo|cto|coo|columnist|contributor|photographer|journalist|researcher|scientist|specialist|assistant|consultant|advocate|evangelist|strategist|ambassador|minister|spokes(?:man|woman|person)|redakteur(?:in)?|korrespondent(?:in)?|reporterin|journalist(?:in|e)|rédact(?:eur|rice)(?: en chef)?|envoyée? spéciale?|muhabiri?|editörü?|gazeteci|yazarı?|rojnamevan|nûçegihan|peyamnêr|مراسل|مراسلة|محرر|محررة|صحفي|صحفية|كاتب|كاتبة|رئيس التحرير|خبرنگار|ڕۆژنامەنووس|پەیامنێر)$|\b(?:head|chief|lead|vp|vice president|manager|director|professor) (?:of|at|for)\s/iu
const AND = /\s*(?:[,،;؛&/+](?:\s*(?:and|und|et|û|ve)\s)?|\s(?:and|und|et|û|ve|و|and also|with)\s)\s*/iu

/** The names of a byline: `Egid Yousef, Sozbin Chelengir and Adib Abdulmajid`. Undefined where it is something else. */
export function toBylineNames(text: string, least = 1): string[] | undefined {
  // The last initial of `S. A.` keeps its point.
  const bare = text.replace(/^[\s:–—-]+/, '').replace(/[\s,،|–—-]+$|(?<!(?:^|[\s.])\p{Lu})[\s.,،|–—-]+$/gu, '')
  if (bare.length > 160 || /[\d!?:"“”«»]/.test(bare)) return undefined
  const names = bare
    // `Ali Naji (Baghdad)` is filed from there.
    .replace(/\s*[([][\p{L} .-]{2,30}[)\]]/gu, '')
    .split(AND)
    .flatMap(splitWaw)
    .map(withoutPlace)
    .filter((name, at) => name !== '' && !(at > 0 && TITLE.test(name)))
  const areNames = names.length > 0 && names.length <= 6 && names.every((name) => isName(name, least))
  return areNames ? names : undefined
}

/** Whether a feed's author is a person's name: not a login, not a role, not the publication itself. */
function isPersonal(person: Person, own: readonly (string | undefined)[]): boolean {
  const name = person.name.trim()
  if (name === '' || NOT_NAMES.test(name) || name.includes('@')) return false
  if (own.some((other) => other !== undefined && toLetters(other) === toLetters(name))) return false
  // A login: one word without a capital, or with digits or underscores.
  return /\s/.test(name) || !/^[a-z0-9._-]+$|[\d_]/.test(name)
}

/** Roles that stand where a name could. */
export function isRole(name: string): boolean {
  return NOT_NAMES.test(name)
}

function isName(name: string, least: number): boolean {
  const words = name.split(/\s+/)
  if (words.length < least || words.length > 6 || name.length > 60) return false
  return (
    words.every((word) => PARTICLE.test(word) || NAME_WORD.test(word)) && words.some((word) => NAME_WORD.test(word))
  )
}

/** `Suleiman al-Khalidi in Amman` and `Gulan Botani, from Athens` are filed from there. */
function withoutPlace(name: string): string {
  return name.replace(/(?:^|(?<!\s)\s+)(?:in|from|for|at)\s.*$/, '').trim()
}

function splitWaw(name: string): string[] {
  const words = name.split(/\s+/)
  const at = words.findIndex((word, i) => i > 1 && /^و\p{L}{2}/u.test(word) && !WAW_NAMES.test(word))
  if (at < 0) return [name]
  return [words.slice(0, at).join(' '), ...splitWaw([words[at]?.slice(1), ...words.slice(at + 1)].join(' '))]
}
