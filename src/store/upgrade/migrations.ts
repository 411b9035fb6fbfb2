/**
 * What the schema has become, in order. Promises: a migration that was released is never changed, moved or taken out; a
 * new one is a file of its own, and stands last.
 */

import names from '../migrations/0020_names.ts'
import secrets from '../migrations/0021_secrets.ts'
import ownFacetChannels from '../migrations/0023_own_facet_channels.ts'
import resting from '../migrations/0024_resting.ts'
import drafts from '../migrations/0025_drafts.ts'
import tokens from '../migrations/0026_tokens.ts'
import receipts from '../migrations/0027_receipts.ts'
import versions from '../migrations/0028_versions.ts'
import webhookSecrets from '../migrations/0029_webhook_secrets.ts'
import ownPictures from '../migrations/0030_own_pictures.ts'
import first from '../migrations/first/0001_first.ts'
import pictures from '../migrations/first/0002_pictures.ts'
import comments from '../migrations/first/0003_comments.ts'
import sourceOptions from '../migrations/first/0004_source_options.ts'
import archive from '../migrations/first/0005_archive.ts'
import push from '../migrations/first/0006_push.ts'
import links from '../migrations/first/0007_links.ts'
import wordpress from '../migrations/first/0008_wordpress.ts'
import refusedPictures from '../migrations/first/0009_refused_pictures.ts'
import kurmanji from '../migrations/first/0010_kurmanji.ts'
import clickJournal from '../migrations/first/0011_click_journal.ts'
import facetChannels from '../migrations/first/0012_facet_channels.ts'
import archiveGroups from '../migrations/first/0013_archive_groups.ts'
import steps from '../migrations/first/0014_steps.ts'
import erasedPaths from '../migrations/first/0015_erased_paths.ts'
import hubSenders from '../migrations/first/0016_hub_senders.ts'
import languages from '../migrations/first/0017_languages.ts'
import oldNames from '../migrations/first/0018_old_names.ts'
import files from '../migrations/first/0019_files.ts'

/** Statements that are applied together, once. */
export type Migration = { readonly name: string; readonly statements: readonly string[] }

export const MIGRATIONS: readonly Migration[] = [
  { name: '0001_first', statements: first },
  { name: '0002_pictures', statements: pictures },
  { name: '0003_comments', statements: comments },
  { name: '0004_source_options', statements: sourceOptions },
  { name: '0005_archive', statements: archive },
  { name: '0006_push', statements: push },
  { name: '0007_links', statements: links },
  { name: '0008_wordpress', statements: wordpress },
  { name: '0009_refused_pictures', statements: refusedPictures },
  { name: '0010_kurmanji', statements: kurmanji },
  { name: '0011_click_journal', statements: clickJournal },
  { name: '0012_facet_channels', statements: facetChannels },
  { name: '0013_archive_groups', statements: archiveGroups },
  { name: '0014_steps', statements: steps },
  { name: '0015_erased_paths', statements: erasedPaths },
  { name: '0016_hub_senders', statements: hubSenders },
  { name: '0017_languages', statements: languages },
  { name: '0018_old_names', statements: oldNames },
  { name: '0019_files', statements: files },
  { name: '0020_names', statements: names },
  { name: '0021_secrets', statements: secrets },
  { name: '0023_own_facet_channels', statements: ownFacetChannels },
  { name: '0024_resting', statements: resting },
  { name: '0025_drafts', statements: drafts },
  { name: '0026_tokens', statements: tokens },
  { name: '0027_receipts', statements: receipts },
  { name: '0028_versions', statements: versions },
  { name: '0029_webhook_secrets', statements: webhookSecrets },
  { name: '0030_own_pictures', statements: ownPictures },
]
