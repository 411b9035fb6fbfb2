/** Which steps an upgrade takes in the background (docs/architecture.md, decision 16). */

import { toIndex } from './clean/content.ts'
import { createLayOver } from './clean/edited.ts'
import { STEMS } from './clean/language/stems.ts'
import type { Intake } from './intake/intake.ts'
import { toRecleanStep } from './intake/received.ts'
import type { Parts } from './parts.ts'
import { toFollowingStep } from './store/upgrade/refollowing.ts'
import { toIndexingStep } from './store/upgrade/reindexing.ts'
import { toSealingStep } from './store/upgrade/sealing.ts'
import type { Step } from './store/upgrade/upgrade.ts'

/** Oldest first. */
export function toSteps(intake: Intake): Step[] {
  const layOver = createLayOver(intake.channels)
  return [
    toFollowingStep({ ...intake, layOver, toIndex }),
    toIndexingStep(`names-and-stems-${STEMS}`, { ...intake, toIndex }),
    toRecleanStep(intake),
  ]
}

/** Secrets are encrypted wherever there is a key. */
export function toSealingSteps({ vault }: Parts): Step[] {
  return vault === undefined ? [] : [toSealingStep(vault)]
}
