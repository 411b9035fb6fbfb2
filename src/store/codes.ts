/** Short codes (decision 5): the beginning of an item's key in lower-case Crockford base 32. */

/** No i, l, o, u: what is read aloud or typed from paper can't be mistaken. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const SHORTEST = 6
/** 80 bits: whoever has this many in common has the key in common. */
const LONGEST = 16

/** What the signs of a code read as where they stand for others. */
const READ_AS: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', l: 'i', 3: 'e', 4: 'a', 5: 's', v: 'u' }

/** Codes that read as one of these are not given out: rude ones, and those that promise what a story is not. */
const SKIPPED = new Set(
  `nigger niggers faggot fucked fucker fuckme fuckyou shitty bitches rapist raping rapers whores cunts asshole bastard
   nazism hitler jihadi terror murder killer killed deaths corpse cancer hacked hacker malware scammer breach erased
   delete error404 virus porno porn0s sexting naked hamas isis15`
    .split(/\s+/)
    .map(toLetters),
)

/**
 * The codes that the item with this key may have, shortest first.
 * @param key SHA-256 as lower-case hex
 */
export function toCodes(key: string): string[] {
  const whole = toBase32(key)
  const letters = toLetters(whole)
  const lengths = [SHORTEST, SHORTEST + 1, SHORTEST + 2, SHORTEST + 3, LONGEST]
  return lengths.filter((length) => !SKIPPED.has(letters.slice(0, length))).map((length) => whole.slice(0, length))
}

/** 20 bits at a time: five digits of hex are four of base 32. */
function toBase32(key: string): string {
  let whole = ''
  for (let at = 0; at < 20; at += 5) {
    const bits = Number.parseInt(key.slice(at, at + 5), 16)
    for (let shift = 15; shift >= 0; shift -= 5) whole += ALPHABET.charAt((bits >> shift) & 31)
  }
  return whole
}

function toLetters(code: string): string {
  return code.replace(/[01345lv]/g, (sign) => READ_AS[sign] ?? sign)
}
