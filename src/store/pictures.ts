/**
 * Pictures on the publication's own hosts: which are to be fetched or looked at again, and what became of each.
 * A host is claimed as in polls.ts, so that it is asked for one picture at a time.
 */
import type { Db, Statement } from './db.ts'
import { statement, toLogStatement } from './statements.ts'

/** One address. Without a `hash` nothing was kept of it yet. */
export type StoredPicture = {
  readonly id: number
  readonly url: string
  readonly state: 'due' | 'kept' | 'gone' | 'refused'
  /** When it is to be fetched, or looked at again; absent: never. */
  readonly due?: number
  /** SHA-256 of the copy, hex. */
  readonly hash?: string
  readonly type?: string
  /** Bytes. */
  readonly size?: number
  /** In a row. */
  readonly failures: number
  /** One sentence about the last failure. */
  readonly fault?: string
  /** When it was given up. */
  readonly refusedAt?: number
}

type PictureRow = { readonly [Name in keyof Required<StoredPicture>]: StoredPicture[Name] | null }

/** Of these hosts those that pictures are due of, longest waiting first. */
export async function loadPictureHosts(
  db: Db,
  hosts: readonly string[],
  now: number,
  limit: number,
): Promise<string[]> {
  const rows = await db.all<{ host: string }>(
    `SELECT host FROM (
       SELECT j.value AS host, (SELECT min(p.due) FROM pictures p WHERE p.host = j.value AND p.due IS NOT NULL) AS due
       FROM json_each(?) AS j)
     WHERE due <= ? ORDER BY due, host LIMIT ?`,
    JSON.stringify(hosts),
    now,
    limit,
  )
  return rows.map(({ host }) => host)
}

/** Pictures of one host (without port) that are due, the longest waiting first. */
export async function loadDuePictures(db: Db, host: string, now: number, limit: number): Promise<StoredPicture[]> {
  const rows = await db.all<PictureRow>(
    `SELECT id, url, state, due, hash, type, size, failures, fault, refused_at AS refusedAt FROM pictures
     WHERE host = ? AND due <= ? ORDER BY due LIMIT ?`,
    host,
    now,
    limit,
  )
  return rows.map(toPicture)
}

function toPicture(row: PictureRow): StoredPicture {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as StoredPicture
}

/** Claims a host for its pictures; false when somebody else has it. Polls have claims of their own. */
export async function claimPictures(
  db: Db,
  host: string,
  token: string,
  now: number,
  leaseMs: number,
): Promise<boolean> {
  const held = await db.run(
    `INSERT INTO hosts (host, token, lease) VALUES (?, ?, ?)
     ON CONFLICT (host) DO UPDATE SET token = excluded.token, lease = excluded.lease WHERE lease <= ?`,
    toClaim(host),
    token,
    now + leaseMs,
    now,
  )
  return held > 0
}

/** Lets go of a host; does nothing where the token holds none. */
export async function releasePictures(db: Db, host: string, token: string): Promise<void> {
  await db.run('DELETE FROM hosts WHERE host = ? AND token = ?', toClaim(host), token)
}

/** No host has a blank in its name. */
function toClaim(host: string): string {
  return `pictures of ${host}`
}

/** Whether a source of this host (with port, where it has one) is being polled. */
export async function isBeingPolled(db: Db, host: string, now: number): Promise<boolean> {
  return (await db.first('SELECT 1 FROM hosts WHERE host = ? AND lease > ?', host, now)) !== undefined
}

/**
 * Saves what became of a picture. Where readers are to be shown another address of it, the log has a line for each story.
 * False where there is no such picture any more: it was erased with its story.
 */
export async function savePicture(db: Db, picture: StoredPicture, now: number): Promise<boolean> {
  const [, saved = 0] = await db.batch([toChangeStatement(picture, now), toUpdateStatement(picture)])
  return saved > 0
}

/** The hash of our copy of the picture that stood at the first of these addresses of which there is one. */
export async function loadPictureHash(db: Db, urls: readonly string[]): Promise<string | undefined> {
  const row = await db.first<{ readonly hash: string }>(
    `SELECT p.hash FROM json_each(?) AS j CROSS JOIN pictures p ON p.url = j.value
     WHERE p.hash IS NOT NULL ORDER BY j.key LIMIT 1`,
    JSON.stringify(urls),
  )
  return row?.hash
}

/** Before the state changes: only stories whose picture goes, or comes back, are rendered anew. Nobody is told. */
function toChangeStatement({ id, state }: StoredPicture, now: number): Statement {
  return toLogStatement(
    `SELECT 'reclean', i.id, i.channel, i.revision, ?, 1, 0
     FROM pictures p CROSS JOIN item_pictures s ON s.picture = p.id CROSS JOIN items i ON i.id = s.item
     WHERE p.id = ? AND (p.state = 'gone') <> (? = 'gone') AND i.state = 'live'`,
    now,
    id,
    state,
  )
}

function toUpdateStatement(picture: StoredPicture): Statement {
  return statement(
    `UPDATE pictures SET state = ?, due = ?, hash = ?, type = ?, size = ?, failures = ?, fault = ?, refused_at = ?
     WHERE id = ?`,
    picture.state,
    picture.due ?? null,
    picture.hash ?? null,
    picture.type ?? null,
    picture.size ?? null,
    picture.failures,
    picture.fault ?? null,
    picture.refusedAt ?? null,
    picture.id,
  )
}

/**
 * The media type of the copy with this hash; undefined where there is none, or none that may be shown: a picture that
 * only retracted stories have is taken back with them, and one that was handed in waits for its story.
 * @param address our own of it: who edits a text that was given out has it there
 */
export async function loadPictureType(db: Db, hash: string, address = ''): Promise<string | undefined> {
  const row = await db.first<{ type: string }>(
    `SELECT p.type FROM pictures p WHERE p.hash = ? AND (
       (p.own = 0 AND NOT EXISTS (SELECT 1 FROM item_pictures WHERE picture = p.id))
       OR EXISTS (SELECT 1 FROM item_pictures s CROSS JOIN items i ON i.id = s.item
         WHERE s.picture = p.id AND i.state = 'live')
       OR EXISTS (SELECT 1 FROM pictures o CROSS JOIN item_pictures s ON s.picture = o.id
         CROSS JOIN items i ON i.id = s.item WHERE o.url = ? AND i.state = 'live')) LIMIT 1`,
    hash,
    address,
  )
  return row?.type
}

/** A picture that was given up, and the newest story that readers are shown it in. */
export type RefusedPicture = {
  readonly id: number
  readonly url: string
  readonly fault: string
  readonly refusedAt: number
  readonly title: string
  readonly permalink: string
}

/** Pictures that were given up, the last ones first; those of retracted stories need nobody any more. */
export async function loadRefusedPictures(db: Db, limit: number): Promise<RefusedPicture[]> {
  return db.all(
    `SELECT p.id, p.url, coalesce(p.fault, '') AS fault, p.refused_at AS refusedAt, i.shown ->> 'title' AS title, i.permalink
     FROM pictures p CROSS JOIN items i ON i.id = (
       SELECT max(s.item) FROM item_pictures s CROSS JOIN items o ON o.id = s.item
       WHERE s.picture = p.id AND o.state = 'live')
     WHERE p.refused_at IS NOT NULL ORDER BY p.refused_at DESC, p.id DESC LIMIT ?`,
    limit,
  )
}

/** Where the bytes of kept pictures are: a folder on Node, R2 on Workers. */
export interface Blobs {
  /** Keeps bytes under their SHA-256 (hex). Whole or not at all; the same bytes again are nothing new. */
  put(hash: string, bytes: Uint8Array, type: string): Promise<void>
  /** Undefined where there is nothing under this hash. */
  get(hash: string): Promise<Uint8Array<ArrayBuffer> | undefined>
  /** Forgets the bytes; does nothing where there are none. */
  delete(hash: string): Promise<void>
}
