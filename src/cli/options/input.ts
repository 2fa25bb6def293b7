import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { BulkgenError } from '../../errors.ts';
import type { CsvOptions } from '../../lint/dialect/read-dialect.ts';
import type { FileGroup } from '../../lint/files/find-files.ts';
import { quotePath } from '../../system/quote-word.ts';
import { readTextFile } from '../../system/text-file.ts';
import { type CsvCommandOptions, readCsvOptions, readFileGroups } from './csv.ts';

/** What a command reads: an export of bulkgen, or third-party CSV. */
export type Input =
  | { readonly kind: 'export' }
  | {
      readonly kind: 'csv';
      readonly options: CsvOptions;
      readonly groups: readonly FileGroup[] | undefined;
      readonly exclude: readonly string[] | undefined;
    };

export interface OwnOptions {
  /** Options of the command that need an export, by the names that commander gives them. */
  readonly exportOnly?: readonly string[];
  /** Options of the command that need third-party CSV, beside those of `csvOptions`. */
  readonly csvOnly?: readonly string[];
}

/**
 * Decides what a folder is: third-party CSV when its files are named or when it holds CSV without a manifest, else an
 * export. Throws `invalid-option` for an option that belongs to the other kind.
 */
export async function chooseInput(
  folder: string,
  options: CsvCommandOptions,
  { exportOnly = [], csvOnly = [] }: OwnOptions,
): Promise<Input> {
  refuseFile(folder);
  const groups = readFileGroups(options);
  const csv = readCsvOptions(options);
  if (groups || (await isThirdParty(folder))) {
    refuseExportOptions(folder, options, exportOnly);
    return { kind: 'csv', options: csv, groups, exclude: readExclude(options, groups) };
  }
  await refuseCsvOptions(folder, listCsvOptions(options, csvOnly));
  return { kind: 'export' };
}

/** The given options that apply only to third-party CSV, as a user writes them after the dashes. */
export function listCsvOptions(options: CsvCommandOptions, csvOnly: readonly string[] = []): readonly string[] {
  const keys = ['nodes', 'relationships', 'warningsAsErrors', 'exclude', ...csvOnly];
  const given = keys.filter((key) => options[key] !== undefined).map(nameOption);
  return [...given, ...Object.keys(readCsvOptions(options))];
}

/** Warns when a folder holds an unfinished export beside the complete one that a command reads. */
export async function noteUnfinished(folder: string, note: (text: string) => void): Promise<void> {
  const { findUnfinished } = await import('../../export/unfinished-export.ts');
  const unfinished = await findUnfinished(folder);
  if (unfinished) note(`Warning: ${unfinished.message}. ${unfinished.hint} This command reads the export from before.`);
}

/** The folder of the files: the given one, else the deepest one that holds all named files, else `import`. */
export function chooseFolder(given: string | undefined, options: CsvCommandOptions): string {
  const paths = readFileGroups(options)?.flatMap(({ files }) => files);
  if (given !== undefined || !paths) return given ?? 'import';
  let folder = dirname(paths[0]!);
  while (!paths.every((path) => path.startsWith(join(folder, sep)))) folder = dirname(folder);
  return folder;
}

/** Refuses a file in place of the folder. A snapshot or a dump is a file that another command reads. */
function refuseFile(path: string): void {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return;
  const { content, hint } = describeFile(path);
  throw new BulkgenError('invalid-option', `Expected a folder of files to import, got ${content}: ${path}`, { hint });
}

function describeFile(path: string): { readonly content: string; readonly hint: string } {
  const word = quotePath(path);
  const restore = `Restore it with \`bulkgen snapshot restore ${word}\`, or verify it with \`bulkgen snapshot verify ${word}\`.`;
  if (path.endsWith('.dump')) return { content: 'a dump', hint: restore };
  if (path.endsWith('.tar.zst')) return { content: 'a snapshot', hint: restore };
  if (/\.[cm]?[jt]s$/.test(path)) {
    return { content: 'a program', hint: `Export a model first: \`bulkgen export --model ${word}\`.` };
  }
  return { content: 'a file', hint: 'Name its folder, or name the file with --nodes or --relationships.' };
}

async function isThirdParty(folder: string): Promise<boolean> {
  const { draftName, isOfShard, manifestName } = await import('../../export/manifest.ts');
  if (existsSync(join(folder, draftName)) || (await isOwnManifest(join(folder, manifestName)))) return false;
  if (!existsSync(folder)) return false;
  if (readdirSync(folder).some(isOfShard)) return false; // the reader of the export says that they are not merged
  const { hasCsvFiles } = await import('../../lint/files/find-files.ts');
  return hasCsvFiles(folder);
}

/**
 * Other tools write a `manifest.json` too (GraphFaker does). That of bulkgen has a format and tables, and one that holds nothing
 * is damaged: the reader of the export reports it.
 */
async function isOwnManifest(path: string): Promise<boolean> {
  if (!existsSync(path)) return false;
  try {
    const manifest: unknown = JSON.parse(await readTextFile(path));
    if (typeof manifest !== 'object' || manifest === null || Array.isArray(manifest)) return true;
    const names = Object.keys(manifest);
    return names.length === 0 || names.some((name) => ['format', 'tables', 'totals', 'asOf'].includes(name));
  } catch {
    return true; // a damaged manifest: the reader of the export reports what is wrong with it
  }
}

function refuseExportOptions(folder: string, options: CsvCommandOptions, exportOnly: readonly string[]): void {
  const key = exportOnly.find((name) => options[name] !== undefined);
  if (key === undefined) return;
  const reason = readFileGroups(options)
    ? '--nodes and --relationships name third-party CSV'
    : `${folder} has CSV files but no manifest, so it holds third-party CSV`;
  const option = `--${nameOption(key)}`;
  throw new BulkgenError('invalid-option', `Option ${option} applies only to an export of bulkgen`, {
    hint: `Leave out ${option}: ${reason}.`,
  });
}

/** The patterns of --exclude. They are refused for files that are named one by one. */
function readExclude(
  { exclude }: CsvCommandOptions,
  groups: readonly FileGroup[] | undefined,
): readonly string[] | undefined {
  if (!exclude || !groups) return exclude;
  throw new BulkgenError('invalid-option', 'Expected --exclude with the files of a folder, got named files', {
    hint: 'Leave out --exclude: --nodes and --relationships name every file.',
  });
}

/** A missing or damaged manifest is reported first. */
async function refuseCsvOptions(folder: string, [name]: readonly string[]): Promise<void> {
  if (name === undefined) return;
  const { readManifest } = await import('../../export/read-manifest.ts');
  await readManifest({ folder });
  throw new BulkgenError('invalid-option', `Option --${name} applies only to third-party CSV`, {
    hint: `Leave out --${name}: the manifest in ${folder} says how the files of this export are written.`,
  });
}

/** `warningsAsErrors` → `warnings-as-errors`. */
function nameOption(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
