/** Addresses of pages, compared; they are made absolute for that only. */

/** Whether two addresses are of one page: but for scheme, `www.`, `m.` and `amp.`, query, fragment and last slash. */
export function isSamePage(one: string, other: string): boolean {
  const here = toPlace(one, other)
  return here !== undefined && here === toPlace(other, other)
}

function toPlace(url: string, base: string): string | undefined {
  if (!URL.canParse(url, base)) return undefined
  const { host, pathname, searchParams } = new URL(url, base)
  // WordPress and old systems tell pages apart by a number in the query alone.
  const id = searchParams.get('p') ?? searchParams.get('id') ?? ''
  const path = pathname.replace(/\/(?:amp|index\.\w+)?\/?$|\.amp$/, '')
  return `${host.replace(/^(?:www|m|mobile|amp)\./, '')}${path}?${id}`
}

/** The file name of a picture without what says its size: `kobane-300x200.jpg` and `kobane.jpg?w=800` are one. */
export function toPictureName(url: string): string {
  const path = url.replace(/[?#].*$/s, '').replace(/(?<!\/)\/+$/, '')
  const name = path
    .slice(path.lastIndexOf('/') + 1)
    .slice(-200)
    .toLowerCase()
  return name
    .replace(/(?:[-_](?:\d{2,4}x\d{2,4}|scaled|\d{2,4}w|large|medium|small|thumb(?:nail)?))+(?=\.|$)/g, '')
    .replace(/\.\w{2,5}$/, '')
}
