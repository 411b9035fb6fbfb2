import type { Channel } from '../model.ts'
import { toLetters } from './fold.ts'

/** What ARA News calls itself in its editions. */
const OWN = [
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
]

/**
 * The agency that a line names, if it names nothing else: the channel's own in whatever letters
 * (`ARA NEWS`) comes out as the channel writes it, its names in other scripts as they stand.
 */
export function toAgency(line: string, channel: Pick<Channel, 'agency'>): string | undefined {
  const bare = line.replace(/^[\s([|–—-]+|[\s)\]|:.,–—-]+$/g, '')
  if (bare === '' || bare.length > 60) return undefined
  const letters = toLetters(bare)
  if (channel.agency !== undefined && letters === toLetters(channel.agency)) return channel.agency
  const own = OWN.find((name) => toLetters(name) === letters)
  return own && own === OWN[0] ? own : own && bare
}
