/** Folders of stories, as the agency wrote them. */
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { toParagraph } from '../documents.ts'

/** When they were written: long enough ago that nobody still writes to them. */
const THEN = new Date(Date.UTC(2015, 5, 1))

export function writeStories(folder: string, count: number): void {
  mkdirSync(folder, { recursive: true })
  for (let n = 0; n < count; n++) {
    const file = join(folder, `${toDay(n)}-story-${n}.txt`)
    writeFileSync(file, toStory(n))
    utimesSync(file, THEN, THEN)
  }
}

function toDay(n: number): string {
  return new Date(THEN.getTime() - n * 3_600_000).toISOString().slice(0, 10)
}

function toStory(n: number): string {
  const paragraphs = [1, 2, 3, 4].map((part) => `${toParagraph(n + part)} “quoted” & more.`)
  return `---
date: ${toDay(n)}
tags: [Syria, Town ${n % 300}]
---
Story ${n} of the river

ARA News

Kobane, Syria – Number ${n}: ${paragraphs.join('\n\n')}

Reporting by: Egid Yousef

Source: ARA News
`
}
