import { BulkgenError } from '../../errors.ts';
import type { ProgressListener } from '../../progress/progress.ts';
import { ProgressTracker } from '../../progress/tracker.ts';
import { shareMemory } from '../../targets/neo4j/memory-share.ts';
import type { Import, ImportSource } from '../sources/source.ts';
import { type CsvInput, formatArgumentFile, importArguments } from './arguments.ts';
import { storeFailed } from './failure.ts';
import { locateAdminFiles, makeAdminFiles } from './files.ts';
import { type ImportedCounts, isComplaint, readAdminLine, readPartialLine } from './output.ts';
import { writeReport } from './write-report.ts';

/**
 * Runs `neo4j-admin database import full` and returns the counts that it reports, which must be those of the files: exit code 0
 * alone is not enough. Throws `admin-failed` with the reason that neo4j-admin printed, `no-space`, and `counts-differ`.
 */
export async function runImporter(
  work: Import,
  input: CsvInput,
  signal: AbortSignal | undefined,
): Promise<ImportedCounts> {
  const { target, source, settings, onProgress } = work;
  const { files } = target;
  const { argumentFile, reportFile } = await makeAdminFiles(work);
  await files.write(argumentFile, formatArgumentFile(argumentsOf(work, input)));
  const output = readOutput(onProgress);
  const result = await target.runAdmin([`@${argumentFile}`], { ...output, signal });
  const readReport = () => files.read(reportFile).catch(() => ''); // without violations there is no report
  const copy = settings['report-file'];
  if (copy !== undefined) await writeReport(copy, await readReport());
  if (result.exitCode !== 0) {
    const report = await readReport();
    const [violation] = report.split('\n', 1);
    // If rows may be skipped, the report begins with those; the first complaint then says more.
    const isTolerant = input.options['bad-tolerance'] !== undefined && input.options['bad-tolerance'] !== '0';
    const reason = (!isTolerant && violation) || output.complaint() || violation || undefined;
    const hint = 'Run `bulkgen verify` to find the file and line. Nothing was changed.';
    throw await storeFailed(target, result, { reason, ...(!source.counts && { hint }) });
  }
  output.finish();
  return checkCounts(source, output.counts);
}

/** The arguments of neo4j-admin for this import. */
export function argumentsOf(
  work: Pick<Import, 'target' | 'database' | 'journal' | 'settings'>,
  input: CsvInput,
): readonly string[] {
  const { target, database, settings } = work;
  const offHeapMemory = target.memoryLimit && `${shareMemory(target.memoryLimit).offHeap}`;
  return importArguments(input, {
    database,
    version: target.version,
    ...locateAdminFiles(work),
    settings: { ...(offHeapMemory && { 'max-off-heap-memory': offHeapMemory }), ...settings },
  });
}

/** Reads the output of the importer line by line: reports progress, collects counts and the first complaint. */
function readOutput(onProgress: ProgressListener | undefined) {
  const tracker = new ProgressTracker(onProgress);
  tracker.start('start-admin', { message: 'Starting neo4j-admin', finished: 'Started neo4j-admin' });
  const counts: Partial<Record<keyof ImportedCounts, number>> = {};
  let percent = 0;
  let complaint: string | undefined;
  return {
    counts,
    complaint: (): string | undefined => complaint,
    onLine(line: string): void {
      const report = readAdminLine(line);
      if (isComplaint(line)) complaint ??= line.trim();
      if (report?.kind === 'stage') {
        percent = 0;
        tracker.start('import', {
          message: `Importing ${report.number}/${report.of}: ${report.name}`,
          finished: `Imported ${report.number}/${report.of}: ${report.name}`,
          total: 100,
          unit: '%',
        });
      } else if (report?.kind === 'percent') {
        percent = report.percent;
        tracker.update(percent);
      } else if (report?.kind === 'count') {
        counts[report.name] = report.count;
      }
    },
    onPartialLine: (line: string): void => tracker.update(Math.min(100, percent + readPartialLine(line))),
    finish: (): void => tracker.finish(),
  };
}

function checkCounts({ counts }: ImportSource, reported: Partial<ImportedCounts>): ImportedCounts {
  const checked = { nodes: 0, relationships: 0, properties: 0 };
  for (const kind of ['nodes', 'relationships', 'properties'] as const) {
    const found = reported[kind];
    const expected = counts?.[kind] ?? found;
    if (found === undefined || found !== expected) {
      const message =
        found === undefined
          ? `Expected neo4j-admin to report how many ${kind} it imported, got no number`
          : `Expected neo4j-admin to import ${expected} ${kind}, but it reports ${found}`;
      throw new BulkgenError('counts-differ', message, {
        hint: 'Check the files with `bulkgen verify` and import again: they may have changed during the import. Nothing was changed.',
      });
    }
    checked[kind] = found;
  }
  return checked;
}
