/** Time zones as feeds write them, to minutes east of Greenwich. */
import { foldName } from './month.ts'

/** Names of RFC 822, and those that news sites use; in hours. Military letters as Universal Feed Parser has them. */
const HOURS: Readonly<Record<string, number>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  wet: 0,
  a: -1,
  m: -12,
  n: 1,
  y: 12,
  adt: -3,
  ast: -4,
  at: -4,
  edt: -4,
  est: -5,
  et: -5,
  cdt: -5,
  cst: -6,
  ct: -6,
  mdt: -6,
  mst: -7,
  mt: -7,
  pdt: -7,
  pst: -8,
  pt: -8,
  akdt: -8,
  akst: -9,
  hst: -10,
  hdt: -9,
  nst: -3.5,
  ndt: -2.5,
  brt: -3,
  brst: -2,
  art: -3,
  clt: -4,
  bst: 1,
  west: 1,
  cet: 1,
  met: 1,
  mez: 1,
  cest: 2,
  mest: 2,
  mesz: 2,
  eet: 2,
  sast: 2,
  eest: 3,
  msk: 3,
  msd: 4,
  trt: 3,
  tsi: 3,
  мск: 3,
  arst: 3,
  irst: 3.5,
  irdt: 4.5,
  gst: 4,
  pkt: 5,
  ist: 5.5,
  wib: 7,
  ict: 7,
  hkt: 8,
  sgt: 8,
  awst: 8,
  kst: 9,
  jst: 9,
  acst: 9.5,
  aest: 10,
  acdt: 10.5,
  aedt: 11,
  nzst: 12,
  nzdt: 13,
}

const ZONES: ReadonlyMap<string, number> = new Map(Object.entries(HOURS))

/** `+03:00`, `-0500`, `+3`, `GMT+3`, `UTC+03:00`, `Etc/GMT`, with the sign as people mean it; whatever follows it is no part of it. */
const OFFSET = /^(?:etc\/)?(?:gmt|utc|ut|z)?\s*([+\-\u2212])\s*(\d{1,2})(?::?(\d\d))?(?:[\s(].*)?$/

/**
 * Minutes for what stands after the time; 0 where nothing stands there, or a name nobody knows;
 * undefined where it is no zone at all.
 */
export function toZone(text: string): number | undefined {
  const name = foldName(text.trim()).replace(/\.$/, '')
  if (!name) return 0
  const offset = OFFSET.exec(name)
  if (offset) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0)
    return offset[1] === '+' ? minutes : -minutes
  }
  const word = /^(?:etc\/)?(\p{L}{1,5})(?:\s*\(.{0,30}|\s+[+-]0+|\s+\p{L}.*)?$/u.exec(name)?.[1]
  const hours = word && ZONES.get(word)
  if (hours !== undefined && hours !== '') return hours * 60
  return /^[a-z/_]{1,30}(?:\s*\([^)]*\))?$/.test(name) ? 0 : undefined
}
