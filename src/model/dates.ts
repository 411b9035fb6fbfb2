/**
 * Times that are no dates: what software writes where it knows none. Promises: what a newsroom may mean is kept, the
 * archive of 1923 and the story of 1969 too; the zero of a database, a disk or a spreadsheet is none, nor is a year
 * that no story is from.
 */

/** When a story is from by what its source says: its only date may be that of its last change (dc:date, Atom's updated). */
export function toOwnDate({ published, modified }: OwnDates): number | undefined {
  return published ?? modified
}

type OwnDates = { readonly published?: number; readonly modified?: number }

/** Before this year nothing is dated as news is; from the other on it means never. */
const FIRST_YEAR = 1900
const NO_YEAR = 2100

/** Midnights that count from nothing: of spreadsheets (1900), of old Macs (1904), of disks and zip files (1980). */
const ZEROS: ReadonlySet<number> = new Set([Date.UTC(1900, 0, 1), Date.UTC(1904, 0, 1), Date.UTC(1980, 0, 1)])

/** The two ends of a count of seconds in 32 bits. */
const ENDS: readonly number[] = [2_147_483_647_000, -2_147_483_648_000]
const SECOND = 1000
const HOUR = 3_600_000
const QUARTER = HOUR / 4

/** Whether news may be of this year of our calendar. */
export function isNewsYear(year: number): boolean {
  return year >= FIRST_YEAR && year < NO_YEAR
}

/** Whether somebody may have meant this time. `local`: the same as clocks showed it there, taken for UTC. */
export function isMeant(time: number, local = time): boolean {
  if (!isNewsYear(new Date(local).getUTCFullYear()) || ZEROS.has(local)) return false
  return !ENDS.some((end) => Math.abs(time - end) <= SECOND) && !isEpoch(time) && !isEpoch(local)
}

/**
 * The zero of 1970 in some zone, and as clocks of any zone show it; or the second before, which stands for failure.
 * Its day is 31 December 1969 in America.
 */
function isEpoch(time: number): boolean {
  if (time === -SECOND) return true
  return time >= -24 * HOUR && time <= 14 * HOUR && time % QUARTER === 0
}
