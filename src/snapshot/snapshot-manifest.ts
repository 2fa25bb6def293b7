// The record of a snapshot, the first member of its archive: what is in it, and how to prove it again.
import { createHash } from 'node:crypto';
import { BulkgenError } from '../errors.ts';
import { type Manifest, manifestName } from '../export/manifest.ts';
import { isCount, isHash, parseManifest } from '../export/parse-manifest.ts';
import type { ImportedCounts } from '../import/admin/output.ts';
import type { DatabaseContent } from '../verify/database/database-content.ts';

export const snapshotManifestName = 'snapshot.json';
export const dumpName = 'neo4j.dump';
export const readmeName = 'README.md';
/** The export's files are in it. */
export const csvFolder = 'csv/';

export interface SnapshotMember {
  /** In the archive. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Counts and digests of a database that is no export's; names with their counts as pairs, in order of name. */
export interface RecordedContent extends Omit<DatabaseContent, 'labels' | 'types'> {
  readonly labels: readonly (readonly [name: string, count: number])[];
  readonly types: readonly (readonly [name: string, count: number])[];
}

export interface Answer {
  readonly question: string;
  readonly cypher: string;
  readonly rows: readonly Readonly<Record<string, string | number>>[];
}

export interface SnapshotManifest {
  readonly format: 1;
  readonly name: string;
  /** Version of bulkgen that made it. */
  readonly bulkgen: string;
  /** Version of Neo4j that dumped the database; absent where there is no dump, and the graph is made anew. */
  readonly neo4j?: string;
  /** The export that the database is of. */
  readonly export?: Manifest;
  /** Questions that the model comes with, and what their Cypher must answer, counted from the rows and not in a database. */
  readonly answers?: readonly Answer[];
  /** What was in the database, where it is of no export. */
  readonly content?: RecordedContent;
  /** Every other member, in the order of the archive. */
  readonly members: readonly SnapshotMember[];
}

/** How many of everything a snapshot has. */
export function countsOf({ export: made, content }: Pick<SnapshotManifest, 'export' | 'content'>): ImportedCounts {
  return made?.totals ?? content!;
}

/** Whether the export's files are in it. */
export function holdsFiles({ members }: Pick<SnapshotManifest, 'members'>): boolean {
  return members.some(({ path }) => path.startsWith(csvFolder));
}

/** The manifest's text; its last field is the sha256 of the others, so that damage of its own is seen. */
export function formatSnapshotManifest(manifest: SnapshotManifest): string {
  return `${JSON.stringify({ ...manifest, sha256: seal(manifest) }, undefined, 2)}\n`;
}

/** Reads a manifest's text, which must be what `formatSnapshotManifest` made, to the byte. Throws `snapshot-damaged` naming the snapshot and what is wrong. */
export function parseSnapshotManifest(text: string, path: string): SnapshotManifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw damaged(path, `its ${snapshotManifestName} is no JSON`);
  }
  const { sha256: _seal, ...manifest } = (value ?? {}) as SnapshotManifest & { readonly sha256?: string };
  if (manifest.format !== 1) {
    throw new BulkgenError('snapshot-damaged', `Expected \`format\` of ${path} to be 1, got \`${manifest.format}\``, {
      hint: 'A newer bulkgen may have made it: restore it with that one.',
    });
  }
  if (text !== formatSnapshotManifest(manifest)) throw damaged(path, `its ${snapshotManifestName} was changed`);
  if (!isWhole(manifest)) throw damaged(path, `its ${snapshotManifestName} lacks what every snapshot has`);
  try {
    if (manifest.export) parseManifest(JSON.stringify(manifest.export), manifestName);
  } catch (cause) {
    throw damaged(path, (cause as Error).message, cause);
  }
  return manifest;
}

/** Anybody can make a manifest with the right sha256: all that is read of it is looked at. */
function isWhole(manifest: Partial<SnapshotManifest>): boolean {
  const { name, bulkgen, neo4j, export: made, content, answers = [], members } = manifest;
  if (!Array.isArray(members) || !members.every(isMember) || !Array.isArray(answers)) return false;
  const paths = new Set(members.map(({ path }) => path));
  return (
    isSnapshotName(name) &&
    isVersion(bulkgen) &&
    (neo4j === undefined || isVersion(neo4j)) &&
    (neo4j !== undefined) === paths.has(dumpName) &&
    paths.size === members.length &&
    (made ? content === undefined : neo4j !== undefined && isContent(content)) &&
    answers.every(isAnswer)
  );
}

/** The name of a snapshot becomes that of a file. */
export function isSnapshotName(name: unknown): boolean {
  return typeof name === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(name);
}

function isVersion(value: unknown): boolean {
  return typeof value === 'string' && /^\d+\.\d+[\w.+-]*$/.test(value);
}

function isContent(content: Partial<RecordedContent> | undefined): boolean {
  const { labels, types, nodeDigest, relationshipDigest, ...counts } = content ?? {};
  const { nodes, relationships, properties, indexes } = counts;
  return (
    [nodes, relationships, properties, indexes].every(isCount) &&
    [labels, types].every((pairs) => Array.isArray(pairs) && pairs.every(isPair)) &&
    [nodeDigest, relationshipDigest].every(isHash)
  );
}

function isPair(pair: unknown): boolean {
  return Array.isArray(pair) && typeof pair[0] === 'string' && isCount(pair[1]);
}

function isAnswer({ question, cypher, rows }: Partial<Answer>): boolean {
  const isCell = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number';
  const areTexts = typeof question === 'string' && typeof cypher === 'string';
  return areTexts && Array.isArray(rows) && rows.every((row) => Object.values(row ?? {}).every(isCell));
}

/** A path of a member is a name, or a name in `csv/`; never absolute, with `..`, or hidden. */
function isMember({ path, bytes, sha256 }: Partial<SnapshotMember>): boolean {
  return /^(csv\/)?[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(path ?? '') && isCount(bytes) && isHash(sha256);
}

export function damaged(path: string, what: string, cause?: unknown): BulkgenError {
  return new BulkgenError('snapshot-damaged', `The snapshot ${path} is damaged: ${what}`, {
    hint: 'Nothing was changed. Fetch or make it anew.',
    cause,
  });
}

function seal(manifest: object): string {
  return createHash('sha256').update(JSON.stringify(manifest)).digest('hex');
}
