/** What every driver has to pass: the decisions about the data, one file a subject. */
import { describe } from 'vitest'
import { createVault } from '../../src/model/secrets/vault.ts'
import type { Db } from '../../src/store/db.ts'
import { withVault } from '../../src/store/statements.ts'
import { KEY } from '../service/parts.ts'
import { archiveBatchesContract } from './contract/archive-batches.ts'
import { archivesContract } from './contract/archives.ts'
import { clockContract } from './contract/clock.ts'
import { commentsContract } from './contract/comments.ts'
import { correctionsContract } from './contract/corrections.ts'
import { draftsContract } from './contract/drafts.ts'
import { editingContract } from './contract/editing.ts'
import { erasureContract } from './contract/erasure.ts'
import { facetNamesContract } from './contract/facet-names.ts'
import { filesContract } from './contract/files.ts'
import { hubRequestsContract } from './contract/hub-requests.ts'
import { identityContract } from './contract/identity.ts'
import { linksContract } from './contract/links.ts'
import { movingContract } from './contract/moving.ts'
import { namesContract } from './contract/names.ts'
import { nearContract } from './contract/near.ts'
import { noticesContract } from './contract/notices.ts'
import { oldNamesContract } from './contract/old-names.ts'
import { orderContract } from './contract/order.ts'
import { pageTextsContract } from './contract/page-texts.ts'
import { picturesContract } from './contract/pictures.ts'
import { pollingContract } from './contract/polling.ts'
import { postsContract } from './contract/posts.ts'
import { proposalsContract } from './contract/proposals.ts'
import { pushingContract } from './contract/pushing.ts'
import { readingContract } from './contract/reading.ts'
import { receiptsContract } from './contract/receipts.ts'
import { recentNoticesContract } from './contract/recent-notices.ts'
import { recleaningContract } from './contract/recleaning.ts'
import { rulesContract } from './contract/rules.ts'
import { secretsContract } from './contract/secrets.ts'
import { sourceNamesContract } from './contract/source-names.ts'
import { stepsContract } from './contract/steps.ts'
import { versionsContract } from './contract/versions.ts'
import { writingContract } from './contract/writing.ts'

/** Opens a database with the tables in it and nothing else. */
export type OpenDb = () => Promise<Db>

export function contract(name: string, openPlain: OpenDb): void {
  const openDb = async () => withVault(await openPlain(), createVault([KEY]))
  describe(`the store over ${name}`, () => {
    identityContract(openDb)
    namesContract(openDb)
    editingContract(openDb)
    movingContract(openDb)
    versionsContract(openDb)
    proposalsContract(openDb)
    filesContract(openDb)
    orderContract(openDb)
    writingContract(openDb)
    rulesContract(openDb)
    pollingContract(openDb)
    clockContract(openDb)
    receiptsContract(openDb)
    pageTextsContract(openDb)
    readingContract(openDb)
    postsContract(openDb)
    nearContract(openDb)
    oldNamesContract(openDb)
    commentsContract(openDb)
    picturesContract(openDb)
    linksContract(openDb)
    draftsContract(openDb)
    pushingContract(openDb)
    hubRequestsContract(openDb)
    archivesContract(openDb)
    archiveBatchesContract(openDb)
    erasureContract(openDb)
    noticesContract(openDb)
    recentNoticesContract(openDb)
    correctionsContract(openDb)
    facetNamesContract(openDb)
    sourceNamesContract(openDb)
    stepsContract(openDb)
    secretsContract(openPlain)
    recleaningContract(openDb)
  })
}
