/** The first part of a BCP 47 tag; Northern Kurdish goes by two. */
export function toPrimary(language: string | undefined): string {
  const primary = (language ?? '').toLowerCase().replace(/-.*$/s, '')
  return primary === 'kmr' ? 'ku' : primary
}
