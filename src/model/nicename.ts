/** Names as WordPress's addresses have them. Promises: one form for each, however it is encoded or typed. */

/** A name as people read it: outside ASCII it is stored percent-encoded. */
export function toPlainSlug(stored: string): string {
  try {
    return decodeURIComponent(stored)
  } catch (error) {
    if (error instanceof URIError) return stored
    throw error
  }
}

/** A nicename as it is compared: without percent-encoding, in lower case. */
export function toNicename(slug: string): string {
  return toPlainSlug(slug).normalize('NFC').toLowerCase()
}

/** The path of a page, as it is compared; undefined where the address is the front page's, with a query or without. */
export function toTermPath(link: string): string | undefined {
  const path = URL.parse(link)?.pathname.replace(/\/{1,9}$/, '')
  return path ? toNicename(path) : undefined
}

/** What WordPress makes of a login in addresses (`sanitize_title`). */
export function toAuthorNicename(login: string): string {
  const plain = login
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
  return plain
    .replace(/[^\p{L}\p{M}\p{N}\s._-]/gu, '')
    .replace(/[\s.-]{1,200}/g, '-')
    .replace(/^-|-$/g, '')
}
