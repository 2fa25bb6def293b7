import { isUtf8 } from 'node:buffer';
import { stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { throwIfAborted } from '../errors.ts';
import { type ProgressListener, ProgressTracker } from '../progress/tracker.ts';
import { type CsvDialect, type CsvOptions, readDialect } from './dialect.ts';
import { type FileGroup, findFiles, readFirstRow } from './find-files.ts';
import { type Finding, FindingCollector } from './finding.ts';
import { type Column, type Header, looksLikeHeader, parseHeader } from './header.ts';
import { IdIndex, type Space } from './id-index.ts';
import { readBlocks } from './read-blocks.ts';
import { type Report, RowChecker } from './row-check.ts';

export interface LintOptions {
  readonly options?: CsvOptions | undefined;
  /** Which files belong together, where the folder itself does not tell. */
  readonly groups?: readonly FileGroup[] | undefined;
  /** Of Neo4j, for importers differ; 5.26 by default. */
  readonly version?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
}

export interface LintResult {
  readonly findings: readonly Finding[];
  /** As neo4j-admin is to be given them. */
  readonly groups: readonly FileGroup[];
  /** Rows, and bytes of the files as they are on the disk. */
  readonly counts: { readonly nodes: number; readonly relationships: number; readonly bytes: number };
}

/** Every error is one that the importer would make. */
export function isBroken({ findings }: LintResult): boolean {
  return findings.some(({ severity }) => severity === 'error');
}

/**
 * Reads CSV files as neo4j-admin would, and finds what it would refuse, or take but change. Throws `file-missing` where
 * there is no CSV file, `file-unreadable`, `invalid-option`.
 */
export async function lintFolder(folder: string, options: LintOptions = {}): Promise<LintResult> {
  const dialect = readDialect(options.options ?? {}, options.version);
  const found = options.groups ? { groups: options.groups, headless: [] } : await findFiles(folder, dialect);
  const lint = new Lint(folder, dialect);
  for (const path of found.headless) lint.refuseHeadless(path);
  const sizes = await Promise.all(
    found.groups.flatMap(({ files }) => files.map(async (path) => (await stat(path)).size)),
  );
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  const tracker = new ProgressTracker(options.onProgress);
  tracker.start('lint', { message: 'Check files', total: bytes, unit: 'bytes' });
  let done = 0;
  const onRead = (read: number): void => {
    done += read;
    tracker.update(done);
  };
  // Nodes first: what relationships refer to must be known.
  const groups = [...found.groups].sort((a, b) => Number(a.kind !== 'node') - Number(b.kind !== 'node'));
  for (const group of groups) await lint.readGroup(group, onRead, options.signal);
  tracker.finish();
  return { findings: lint.findings.list(), groups, counts: { ...lint.counts, bytes } };
}

/** What is known of the files read so far. */
class Lint {
  readonly findings = new FindingCollector();
  readonly counts = { nodes: 0, relationships: 0 };
  readonly #spaces = new Map<string, Space>();
  readonly #folder: string;
  readonly #dialect: CsvDialect;

  constructor(folder: string, dialect: CsvDialect) {
    this.#folder = folder;
    this.#dialect = dialect;
  }

  refuseHeadless(path: string): void {
    this.findings.add({
      severity: 'error',
      rule: 'header-missing',
      file: this.#nameOf(path),
      expected: 'a header in its first line, or in a file of its own that is named like it, such as people-header.csv',
      found: 'neither',
      remedy:
        'Add a header such as `id:ID,name,:LABEL`, or say which files belong together with --nodes and --relationships.',
      line: 1,
    });
  }

  async readGroup(group: FileGroup, onRead: (bytes: number) => void, signal: AbortSignal | undefined): Promise<void> {
    const [first, ...others] = group.files;
    const { cells } = await readFirstRow(first!, this.#dialect);
    const header = parseHeader(cells, { kind: group.kind, joinsEnds: this.#dialect.isCalendar });
    const file = this.#nameOf(first!);
    for (const { column, ...fault } of header.faults) {
      const at = column === undefined ? {} : { column, header: cells[column - 1]! };
      this.findings.add({ severity: 'error', file, line: 1, ...fault, ...at });
    }
    const checker = this.#createChecker(header, group, file);
    await this.#readFile(first!, checker, { skip: true, onRead, signal });
    for (const path of others) {
      const { cells: own } = await readFirstRow(path, this.#dialect);
      const repeats = looksLikeHeader(own);
      if (repeats && !this.#dialect.autoSkipSubsequentHeaders) {
        this.findings.add({
          severity: 'warning',
          rule: 'header-repeated',
          file: this.#nameOf(path),
          expected: 'rows alone, for the header is in another file',
          found: own.join(','),
          becomes: 'a row of data',
          remedy: 'Add --auto-skip-subsequent-headers.',
          line: 1,
        });
      }
      const skip = repeats && this.#dialect.autoSkipSubsequentHeaders;
      await this.#readFile(path, checker, { skip, onRead, signal });
    }
  }

  #createChecker(header: Header, group: FileGroup, file: string): RowChecker {
    const { columns, kind } = header;
    const spaceOf = (wanted: Column['kind']): Column | undefined => columns.find((column) => column.kind === wanted);
    if (kind === 'node') {
      const id = spaceOf('id');
      if (id && !this.#spaces.has(id.space)) this.#spaces.set(id.space, { ids: new IdIndex(), type: id.type });
    }
    for (const wanted of ['startId', 'endId'] as const) {
      const column = spaceOf(wanted);
      if (column === undefined || this.#spaces.has(column.space)) continue;
      this.findings.add({
        severity: 'error',
        rule: 'header-space',
        file,
        column: columns.indexOf(column) + 1,
        header: column.text,
        expected: `an id space that nodes have (${[...this.#spaces.keys()].map((name) => name || 'the global one').join(', ') || 'there is none'})`,
        found: column.space || 'the global one',
        remedy: 'Write the same name in parentheses in the header of the nodes.',
        line: 1,
      });
      this.#spaces.set(column.space, { ids: new IdIndex(), type: undefined });
    }
    return new RowChecker(header, group, { dialect: this.#dialect, spaces: this.#spaces, counts: this.counts });
  }

  async #readFile(
    path: string,
    checker: RowChecker,
    { skip, onRead, signal }: { skip: boolean; onRead: (bytes: number) => void; signal: AbortSignal | undefined },
  ): Promise<void> {
    const file = this.#nameOf(path);
    const report: Report = (broken) => this.findings.add({ file, ...broken });
    const { scanner } = checker;
    scanner.lines = 0;
    let bytes: Uint8Array = new Uint8Array();
    let toSkip = skip;
    const readRows = (last: boolean): void => {
      const { length } = bytes;
      const isValid = isUtf8(bytes.subarray(0, last ? length : wholeCharacters(bytes)));
      let at = 0;
      for (;;) {
        const start = scanner.skipBlank(bytes, at, length);
        if (start >= length) {
          at = length;
          break;
        }
        const line = scanner.lines + 1;
        const next = scanner.read(bytes, start, length, last);
        if (next < 0) {
          at = start;
          break;
        }
        at = next;
        if (!isValid && !isUtf8(bytes.subarray(start, next))) {
          report({
            severity: 'warning',
            rule: 'encoding',
            expected: 'UTF-8',
            found: 'bytes that are none',
            becomes: '\ufffd for each of them',
            remedy: 'Name the encoding with --input-encoding, or convert the file.',
            line,
          });
        }
        if (toSkip) toSkip = false;
        else checker.check(bytes, line, next - start, report);
      }
      bytes = bytes.subarray(at);
    };
    for await (const block of readBlocks(path, this.#dialect.inputEncoding, onRead)) {
      throwIfAborted(signal);
      bytes = bytes.length === 0 ? block : Buffer.concat([bytes, block]);
      readRows(false);
    }
    readRows(true);
  }

  #nameOf(path: string): string {
    const name = relative(this.#folder, path);
    return name.startsWith('..') ? path : name;
  }
}

/** The length without the bytes of a character that the end cuts in two. */
function wholeCharacters(bytes: Uint8Array): number {
  let end = bytes.length;
  while (end > 0 && bytes.length - end < 4 && (bytes[end - 1]! & 0xc0) === 0x80) end--;
  return end > 0 && bytes[end - 1]! >= 0xc0 ? end - 1 : bytes.length;
}
