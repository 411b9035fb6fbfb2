/** A date and time of day in a zone, and the time it stands for. */
export type Moment = {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly fraction: number
  /** Minutes east of Greenwich. */
  readonly zone: number
}

/** The moment as a time; undefined for a month or an hour that does not exist. 24:00 and leap seconds do. */
export function toTime(moment: Moment): number | undefined {
  const { year, month, day, hour, minute, second, fraction, zone } = moment
  const wrong = month < 1 || month > 12 || day < 1 || minute > 59 || second > 60 || hour > 24
  if (wrong || (hour === 24 && (minute > 0 || second > 0)) || !(year > 0 && year < 10_000)) return undefined
  // Days beyond the month's last count on: the 31st of June is the 1st of July, as clocks that are wrong mean it;
  // an ordinal date (ISO 8601) is a day of January up to the 366th.
  if (day > 31 && !(month === 1 && day <= 366)) return undefined
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  date.setUTCHours(hour, minute, second, Math.floor(fraction * 1000))
  return date.getTime() - zone * 60_000
}
