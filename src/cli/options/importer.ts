import { InvalidArgumentError, Option } from 'commander';
import { BulkgenError } from '../../errors.ts';
import type { AdminSettings } from '../../import/admin/arguments.ts';
import { readCount } from './values.ts';

/** The values of `importerOptions`. */
export interface ImporterOptions {
  readonly format?: string;
  readonly threads?: number;
  readonly highParallelIo?: string;
  readonly maxOffHeapMemory?: string;
  readonly additionalConfig?: string;
  readonly expandCommands?: boolean;
  readonly skipBadEntriesLogging?: string;
  readonly reportFile?: string;
  readonly overwriteDestination?: string;
  readonly inputType?: string;
  readonly tempPath?: string;
  readonly profile?: string;
  readonly profileResultsPath?: string;
}

/** Options of neo4j-admin that decide how the importer works. */
export function importerOptions(): readonly Option[] {
  return [
    new Option('--format <name>', 'store format, by its name in neo4j-admin'),
    new Option('--threads <n>', 'number of threads for neo4j-admin').argParser(readCount),
    new Option('--high-parallel-io <mode>', 'parallel I/O of neo4j-admin: on, off or auto').argParser(readMode),
    new Option('--max-off-heap-memory <size>', 'memory of neo4j-admin outside its heap, such as 4G or 60%'),
    new Option('--additional-config <file>', 'file with more Neo4j settings for neo4j-admin'),
    new Option('--report-file <file>', 'file to write the report about the rows to'),
    new Option('--skip-bad-entries-logging [boolean]', 'leave skipped rows out of the report'),
    new Option('--expand-commands', 'not supported').hideHelp(),
    new Option('--overwrite-destination [boolean]', 'the same as --force').hideHelp(),
    new Option('--input-type <type>', 'csv').argParser(readInputType).hideHelp(),
    new Option('--temp-path <folder>', 'not needed').hideHelp(),
    new Option('--profile [boolean]', 'not needed').hideHelp(),
    new Option('--profile-results-path <folder>', 'not needed').hideHelp(),
  ];
}

/** The same options, and `--schema`, of a command that imports nothing: it takes them, so that a command line can be kept. */
export function ignoredImporterOptions(): readonly Option[] {
  const shown = ['report-file'];
  const options = [...importerOptions(), new Option('--schema <file>', 'not needed')].filter(
    (option) => option.name() !== 'format', // the formats of stores are left out before the options are read
  );
  return options.map((option) => (shown.includes(option.name()) ? option : option.hideHelp()));
}

/** The settings for neo4j-admin. Throws `invalid-option`. */
export async function readSettings(options: ImporterOptions): Promise<AdminSettings> {
  const { format, threads, highParallelIo, maxOffHeapMemory, additionalConfig } = options;
  const settings = {
    format,
    threads: threads === undefined ? undefined : `${threads}`,
    'high-parallel-io': highParallelIo,
    'max-off-heap-memory': maxOffHeapMemory,
    'additional-config': additionalConfig,
    'skip-bad-entries-logging': isTrue(options.skipBadEntriesLogging) ? 'true' : undefined,
    'report-file': options.reportFile,
  };
  const { refuseSettings } = await import('../../import/admin/arguments.ts');
  refuseSettings(settings);
  if (additionalConfig !== undefined) {
    const { readAdditional } = await import('../../import/admin/files.ts');
    await readAdditional(additionalConfig); // refuse it before a server is provisioned
  }
  return settings;
}

/** What replaces options that have no effect, a sentence for each that was given. */
export function describeUnused(options: ImporterOptions): readonly string[] {
  const sentences: readonly (readonly [unknown, string])[] = [
    [
      options.expandCommands,
      'Option --expand-commands has no effect: write the values themselves in place of commands in the settings.',
    ],
    [options.tempPath, 'Option --temp-path is not needed: the staging store holds the temporary files of neo4j-admin.'],
    [
      options.profile ?? options.profileResultsPath,
      'Option --profile is not needed: --json prints the seconds of every step.',
    ],
  ];
  return sentences.flatMap(([value, sentence]) => (value === undefined ? [] : [sentence]));
}

/** Whether the value of an option with an optional boolean is true. */
export function isTrue(value: string | boolean | undefined): boolean {
  return `${value}`.toLowerCase() === 'true';
}

function readMode(text: string): string {
  const mode = text.toLowerCase();
  if (['on', 'off', 'auto'].includes(mode)) return mode;
  throw new InvalidArgumentError('Allowed choices are on, off, auto.');
}

function readInputType(text: string): string {
  if (text.toLowerCase() === 'csv') return 'csv';
  throw new BulkgenError('invalid-option', `Expected --input-type to be csv, got \`${text}\``, {
    hint: 'Convert the files to CSV: bulkgen checks and imports no other format.',
  });
}
