/** Where an item is about: GeoRSS (simple and GML) and W3C Basic Geo. */
import { type ItemDraft, putFirst } from './draft.ts'
import type { Element } from './element.ts'

/** Coordinates that stand in two elements, or whose name stands beside them. */
export type Spot = { latitude?: number; longitude?: number; name?: string }

export function readSpot(spot: Spot, element: Element): void {
  switch (element.name) {
    case 'georss:point':
    case 'gml:pos':
      readPair(spot, element.text)
      return
    case 'geo:lat':
      putFirst(spot, 'latitude', toDegrees(element.text, 90))
      return
    case 'geo:long':
    case 'geo:lon':
      putFirst(spot, 'longitude', toDegrees(element.text, 180))
      return
    case 'georss:featurename':
    case 'podcast:location':
      putFirst(spot, 'name', element.text.trim())
      return
    case 'georss:where':
    case 'gml:point':
    case 'geo:point':
      for (const child of element.children) readSpot(spot, child)
  }
}

function readPair(spot: Spot, text: string): void {
  const [latitude, longitude] = text.trim().split(/[\s,]+/)
  const pair = [toDegrees(latitude, 90), toDegrees(longitude, 180)] as const
  if (pair[0] === undefined || pair[1] === undefined || spot.latitude !== undefined) return
  spot.latitude = pair[0]
  spot.longitude = pair[1]
}

function toDegrees(text: string | undefined, limit: number): number | undefined {
  const value = text?.trim() ? Number(text) : Number.NaN
  return Math.abs(value) <= limit ? value : undefined
}

export function settleSpot(item: ItemDraft, { latitude, longitude, name }: Spot): void {
  if (latitude === undefined || longitude === undefined) return
  item.location = { latitude, longitude, ...(name ? { name } : {}) }
}
