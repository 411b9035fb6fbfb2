/**
 * The places the agency files from and writes of, a line each: slug, name, latitude, longitude, then every other spelling
 * (English, Kurdish in both scripts, Arabic, Turkish, Persian, French, German), separated by `;`. A `*` before the slug
 * marks a country or a region, which alone is a weak dateline. Spellings that differ as transliterations do
 * (`toTransliteration` in places.ts) need no line.
 */

import { IRAN } from './gazetteer/iran.ts'
import { IRAQ } from './gazetteer/iraq.ts'
import { SYRIA } from './gazetteer/syria.ts'
import { TURKEY } from './gazetteer/turkey.ts'
import { WORLD } from './gazetteer/world.ts'

export const GAZETTEER: readonly string[] = [SYRIA, IRAQ, TURKEY, IRAN, WORLD].flatMap((places) =>
  places.trim().split('\n'),
)
