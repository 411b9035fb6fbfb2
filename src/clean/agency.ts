import type { Channel } from '../model.ts'
import { toLetters } from './fold.ts'

/** What ARA News calls itself in its editions. */
const ENGLISH = 'ARA News'
const OWN: ReadonlyMap<string, string> = new Map(
  [
    'ARA News',
    'ARA News Agency',
    'ARA News Network',
    'آرا نيوز',
    'وكالة آرا نيوز',
    'شبكة آرا نيوز',
    'ئارا نیوز',
    'ئاژانسی ئارا نیوز',
    'Ajansa ARA News',
    'ARA Nûçe',
  ].map((name) => [toLetters(name), name]),
)

/**
 * The agency that a line names, if it names nothing else: the channel's own in whatever letters
 * (`ARA NEWS`) comes out as the channel writes it, its names in other scripts as they stand.
 */
export function toAgency(line: string, channel: Pick<Channel, 'agency'>): string | undefined {
  // `© ARA News` is a picture's.
  if (line.length > 100 || line.includes('©')) return undefined
  const bare = line.replace(/^[\s([|–—-]+|[\s)\]|:.,–—-]+$/g, '')
  if (bare === '' || bare.length > 60) return undefined
  const letters = toLetters(bare)
  if (channel.agency !== undefined && letters === toLetters(channel.agency)) return channel.agency
  const own = OWN.get(letters)
  return own === ENGLISH ? own : own && bare
}
