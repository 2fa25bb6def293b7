// Third-party CSV as the source of an import. The lint finds out whether neo4j-admin accepts the files, and counts the rows.
import { dirname, relative, resolve, sep } from 'node:path';
import { join } from 'node:path/posix';
import { estimateImport } from '../../export/estimate-import.ts';
import { type CsvOptions, checkCsvOptions } from '../../lint/dialect/read-dialect.ts';
import { type FileGroup, nothingSkipped } from '../../lint/files/find-files.ts';
import { lintFolder } from '../../lint/lint-folder.ts';
import { type LintResult, refuseBroken } from '../../lint/lint-result.ts';
import { countOnlineSchema } from '../../neo4j/indexes.ts';
import { createFileSchema, readSchemaFile, refuseEnterprise } from '../../neo4j/schema-file.ts';
import { checkOptions, type OptionForms } from '../../options/check-options.ts';
import type { ProgressListener } from '../../progress/progress.ts';
import type { Step } from '../../replacement/run.ts';
import type { Target } from '../../targets/target.ts';
import { checkCounts, refuseDifferent } from '../../verify/database/check-counts.ts';
import type { AdminSettings } from '../admin/arguments.ts';
import type { ImportedCounts } from '../admin/output.ts';
import { expectFormat } from '../preflight/files.ts';
import { type CsvFiles, findGroups, sumSizes } from './csv-files.ts';
import type { ImportSource } from './source.ts';

export interface CsvSourceOptions {
  /** The folder of an export. */
  readonly folder: string;
  /** Where Neo4j runs. */
  readonly target: Target;
  readonly csv: CsvFiles;
  readonly settings?: AdminSettings | undefined;
  /** Stops the work with the error `interrupted`, whose cause is the reason of the signal. */
  readonly signal?: AbortSignal | undefined;
  /** Called with the progress of each step. */
  readonly onProgress?: ProgressListener | undefined;
}

const csvForms: OptionForms<CsvFiles> = {
  options: 'any',
  groups: 'any',
  exclude: 'any',
  skipsLint: 'boolean',
  warningsAsErrors: 'boolean',
  schemaFile: 'any',
  onLint: 'function',
  onSkipped: 'function',
};

/** Finds the files and reads the beginning of each. Throws what `findFiles` throws, and `files-broken`. */
export async function readCsvSource({
  folder,
  target,
  csv,
  settings,
  signal,
  onProgress,
}: CsvSourceOptions): Promise<ImportSource> {
  checkOptions('`csv`', csv, csvForms);
  const { options = {}, schemaFile } = csv;
  checkCsvOptions(options);
  const schema = schemaFile === undefined ? [] : await readSchemaFile(schemaFile);
  if (target.edition === 'community') refuseEnterprise(schema);
  const { groups, ...others } = csv.groups
    ? { groups: csv.groups, ...nothingSkipped }
    : await findGroups(folder, csv, target.version);
  if (csv.skipsLint) csv.onSkipped?.(others);
  const bytes = await sumSizes(groups);
  let linted: LintResult | undefined;
  let built = 0;
  const buildSchema: Step = {
    name: 'schema',
    isNeeded: () => schema.length > 0,
    async run({ opened, onProgress }, signal) {
      built = await createFileSchema(opened!, schema, { signal, onProgress });
    },
  };
  return {
    input: {
      kind: 'csv',
      options: { ...options, 'bad-tolerance': toleranceOf(options) },
      groups: await mapGroups(groups, folder, target),
    },
    get counts() {
      if (!linted) return undefined;
      const { nodes, relationships, properties } = linted.counts;
      return { nodes, relationships, ...(linted.isCertain && { properties }) };
    },
    bytes,
    events: 0,
    get estimate() {
      const hasIdMap = options['id-type']?.toLowerCase() !== 'actual';
      const rowsOf = (name: string): number => linted?.counts.labels[name] ?? linted?.counts.types[name] ?? 0;
      const entries = schema.reduce((sum, { name }) => sum + rowsOf(name), 0);
      return estimateImport(linted?.counts ?? guessCounts(bytes), { entries, events: 0, hasIdMap });
    },
    async checkFiles() {
      if (csv.skipsLint) return;
      const { version } = target;
      const storeFormat = expectFormat(target, settings);
      const linting = lintFolder({ folder, signal, onProgress, options, version, storeFormat, groups });
      const result = { ...(await linting), ...others };
      await csv.onLint?.(result);
      refuseBroken(folder, result, csv);
      linted = result;
    },
    fill: [buildSchema],
    async verify(database, { imported }) {
      const { labels = {}, types = {} } = linted?.isCertain ? linted.counts : {};
      const checks = [
        ...(await checkCounts(database, { ...imported, labels: toNames(labels), types: toNames(types) })),
        { name: 'constraints and indexes online', expected: built, found: await countOnlineSchema(database) },
      ];
      refuseDifferent(checks, 'Report this: the lint or the importer counted wrongly. Nothing was changed.');
      return { basis: 'files', checks, samples: 0 };
    },
  };
}

/** Counts of files that were not read. They are low, because a guess must not refuse an import that would work. */
function guessCounts(bytes: number): ImportedCounts & { readonly bytes: number } {
  return { nodes: bytes / 400, relationships: bytes / 100, properties: bytes / 40, bytes: bytes / 2 };
}

/** The importer accepts an empty label or type, but no query can ask for it. */
function toNames(counts: Readonly<Record<string, number>>): ReadonlyMap<string, number> {
  return new Map(Object.entries(counts).filter(([name]) => name !== ''));
}

/** Without --bad-tolerance, an import skips rows only if another option asks for that. The lint names all skipped rows. */
function toleranceOf(options: CsvOptions): string {
  const skips = ['skip-bad-relationships', 'skip-duplicate-nodes', 'ignore-extra-columns'];
  const isTolerant = skips.some((name) => options[name]?.toLowerCase() === 'true');
  return options['bad-tolerance'] ?? (isTolerant ? `${Number.MAX_SAFE_INTEGER}` : '0');
}

/** The groups with the paths that the files have on the target. */
async function mapGroups(groups: readonly FileGroup[], folder: string, target: Target): Promise<readonly FileGroup[]> {
  const paths = groups.flatMap(({ files }) => files.map((path) => resolve(path)));
  const root = paths.every((path) => path.startsWith(`${resolve(folder)}${sep}`))
    ? resolve(folder)
    : commonFolder(paths);
  const names = paths.map((path) => relative(root, path));
  const targetRoot = await target.mapFolder(root, names);
  return groups.map((group) => ({
    ...group,
    files: group.files.map((path) => join(targetRoot, ...relative(root, resolve(path)).split(sep))),
  }));
}

/** The deepest folder that all of the files are in. */
function commonFolder(paths: readonly string[]): string {
  let root = dirname(paths[0]!);
  while (!paths.every((path) => path.startsWith(root === sep ? sep : `${root}${sep}`))) root = dirname(root);
  return root;
}
