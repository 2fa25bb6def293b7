// The manifest of a snapshot is the first member of its archive. It lists the content and how to verify it.
import { createHash } from 'node:crypto';
import { BulkgenError } from '../errors.ts';
import type { Answer } from '../export/answer-all.ts';
import { type Manifest, manifestName } from '../export/manifest.ts';
import { parseManifest } from '../export/parse-manifest.ts';
import { isCount, isHash } from '../export/parse-record.ts';
import type { ImportedCounts } from '../import/admin/output.ts';
import type { DatabaseContent } from '../verify/database/database-content.ts';

export const snapshotManifestName = 'snapshot.json';
export const dumpName = 'neo4j.dump';
export const readmeName = 'README.md';
/** The folder of the export's files in the archive. */
export const csvFolder = 'csv/';

/** A file in a snapshot. */
export interface SnapshotMember {
  /** In the archive. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Counts and digests of a database that is not an export's. Names with their counts are pairs, ordered by name. */
export interface RecordedContent extends Omit<DatabaseContent, 'labels' | 'types'> {
  readonly labels: readonly (readonly [name: string, count: number])[];
  readonly types: readonly (readonly [name: string, count: number])[];
}

/** The record of a snapshot: what it holds, with checksums. */
export interface SnapshotManifest {
  readonly format: 1;
  readonly name: string;
  /** Version of bulkgen that created the snapshot. */
  readonly bulkgen: string;
  /** Version of Neo4j that dumped the database. Without a dump, the graph is imported from the export. */
  readonly neo4j?: string;
  /** Manifest of the export that the database was imported from. */
  readonly export?: Manifest;
  /** The sample questions of the model with the expected answers of their Cypher, computed without a database. */
  readonly answers?: readonly Answer[];
  /** Content of the database, when it is not an export's. */
  readonly content?: RecordedContent;
  /** All other members, in the order of the archive. */
  readonly members: readonly SnapshotMember[];
}

/** The counts of a snapshot's graph. */
export function countsOf({
  export: exportManifest,
  content,
}: Pick<SnapshotManifest, 'export' | 'content'>): ImportedCounts {
  return exportManifest?.totals ?? content!;
}

/** Whether a snapshot contains the files of its export. */
export function holdsFiles({ members }: Pick<SnapshotManifest, 'members'>): boolean {
  return members.some(({ path }) => path.startsWith(csvFolder));
}

/** The text of the manifest. Its last field is the sha256 of the others, so that damage to the manifest is detected. */
export function formatSnapshotManifest(manifest: SnapshotManifest): string {
  return `${JSON.stringify({ ...manifest, sha256: seal(manifest) }, undefined, 2)}\n`;
}

/** Reads the text of a manifest, which must equal what `formatSnapshotManifest` makes. Throws `snapshot-damaged` with the reason. */
export function parseSnapshotManifest(text: string, path: string): SnapshotManifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw snapshotDamaged(path, `its ${snapshotManifestName} is not valid JSON`);
  }
  const { sha256: _seal, ...fields } = readFields(value);
  const manifest = fields as unknown as SnapshotManifest; // its fields are checked below
  if (manifest.format !== 1) {
    throw new BulkgenError(
      'snapshot-damaged',
      `Expected \`format\` of ${path} to be 1, got \`${JSON.stringify(fields['format'])}\``,
      {
        hint: 'Restore the snapshot with the version of bulkgen that created it.',
      },
    );
  }
  if (text !== formatSnapshotManifest(manifest)) throw snapshotDamaged(path, `its ${snapshotManifestName} was changed`);
  if (!isValid(manifest)) throw snapshotDamaged(path, `its ${snapshotManifestName} has missing or invalid fields`);
  try {
    if (manifest.export) parseManifest(JSON.stringify(manifest.export), manifestName);
  } catch (cause) {
    throw snapshotDamaged(path, (cause as Error).message, cause);
  }
  return manifest;
}

/** Checks every field that bulkgen reads, because anyone can write a manifest with a correct sha256. */
function isValid(manifest: object): boolean {
  const { name, bulkgen, neo4j, export: exportManifest, content, answers = [], members } = readFields(manifest);
  if (!isList(members, isMember) || !isList(answers, isAnswer)) return false;
  const paths = new Set(members.map(({ path }) => path));
  return (
    isSnapshotName(name) &&
    isVersion(bulkgen) &&
    (neo4j === undefined || isVersion(neo4j)) &&
    (neo4j !== undefined) === paths.has(dumpName) &&
    paths.size === members.length &&
    (exportManifest === undefined
      ? neo4j !== undefined && isContent(content)
      : content === undefined && isObject(exportManifest))
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The fields of an object; none of any other value. */
function readFields(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? { ...value } : {};
}

function isList<Item>(value: unknown, isItem: (item: unknown) => item is Item): value is readonly Item[] {
  return Array.isArray(value) && value.every(isItem);
}

/** Whether a name is valid for a snapshot, which becomes a file of that name. */
export function isSnapshotName(name: unknown): boolean {
  return typeof name === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(name);
}

function isVersion(value: unknown): boolean {
  return typeof value === 'string' && /^\d+\.\d+[\w.+-]*$/.test(value);
}

function isContent(content: unknown): boolean {
  const { labels, types, nodeDigest, relationshipDigest, ...counts } = readFields(content);
  const { nodes, relationships, properties, indexes } = counts;
  return (
    [nodes, relationships, properties, indexes].every(isCount) &&
    isList(labels, isPair) &&
    isList(types, isPair) &&
    [nodeDigest, relationshipDigest].every(isHash)
  );
}

function isPair(pair: unknown): pair is readonly [string, number] {
  return Array.isArray(pair) && pair.length === 2 && typeof pair[0] === 'string' && isCount(pair[1]);
}

function isAnswer(answer: unknown): answer is Answer {
  const { question, cypher, rows } = readFields(answer);
  const isCell = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number';
  const isRow = (row: unknown): row is object => isObject(row) && Object.values(row).every(isCell);
  return typeof question === 'string' && typeof cypher === 'string' && isList(rows, isRow);
}

/** The path of a member is a name, or a name in `csv/`: never absolute, never with `..`, never hidden. */
function isMember(member: unknown): member is SnapshotMember {
  const { path, bytes, sha256 } = readFields(member);
  const isPath = typeof path === 'string' && /^(csv\/)?[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(path);
  return isPath && isCount(bytes) && isHash(sha256);
}

/** The error for a snapshot that is not as it was packed. */
export function snapshotDamaged(path: string, reason: string, cause?: unknown): BulkgenError {
  return new BulkgenError('snapshot-damaged', `The snapshot ${path} is damaged: ${reason}`, {
    hint: 'Download or create the snapshot again. Nothing was changed.',
    cause,
  });
}

function seal(manifest: object): string {
  return createHash('sha256').update(JSON.stringify(manifest)).digest('hex');
}
