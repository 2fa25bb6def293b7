import { BulkgenError } from '../../errors.ts';
import { type ProgressListener, ProgressTracker } from '../../progress/tracker.ts';
import { shareMemory } from '../../targets/neo4j/memory-share.ts';
import type { Import, ImportSource } from '../sources/source.ts';
import type { CsvInput } from './arguments.ts';
import { formatArgumentFile, importArguments } from './arguments.ts';
import { adminFailed, refuseFullDisk } from './failed.ts';
import { locateAdminFiles, makeAdminFiles } from './files.ts';
import { type ImportedCounts, isComplaint, readAdminLine, readPartialLine } from './output.ts';

/**
 * Runs `neo4j-admin database import full` to an end that agrees with what was counted in the files; answers what it says
 * that it imported. Throws `admin-failed` with its own last words, `counts-differ` when it counted otherwise: its exit code
 * 0 is no proof.
 */
export async function runImporter(
  work: Import,
  input: CsvInput,
  signal: AbortSignal | undefined,
): Promise<ImportedCounts> {
  const { target, source, onProgress } = work;
  const { files } = target;
  const { argumentFile, reportFile } = await makeAdminFiles(work);
  await files.write(argumentFile, formatArgumentFile(argumentsOf(work, input)));
  const listener = listen(onProgress);
  const result = await target.runAdmin([`@${argumentFile}`], { ...listener, signal });
  if (result.exitCode !== 0) {
    await refuseFullDisk(target, result.exitCode);
    const report = (await files.exists(reportFile)) ? await files.read(reportFile) : '';
    const [violation] = report.split('\n', 1);
    // Where rows may be left out, the report begins with those.
    const isTolerant = input.options['bad-tolerance'] !== undefined && input.options['bad-tolerance'] !== '0';
    const told = (!isTolerant && violation) || listener.complaint() || violation || undefined;
    const hint = source.counts
      ? 'What it printed last is shown with --debug.'
      : '`bulkgen verify` names the file and line.';
    throw adminFailed(result, { hint: `Nothing was changed. ${hint}`, told });
  }
  listener.finish();
  return checkCounts(source, listener.counts);
}

/** The arguments of neo4j-admin for this import. */
export function argumentsOf(
  work: Pick<Import, 'target' | 'database' | 'journal' | 'settings'>,
  input: CsvInput,
): readonly string[] {
  const { target, database, settings } = work;
  const offHeapMemory = target.memoryLimit && `${shareMemory(target.memoryLimit).offHeap}`;
  return importArguments(input, {
    ...{ database, version: target.version, ...locateAdminFiles(work) },
    settings: { ...(offHeapMemory && { 'max-off-heap-memory': offHeapMemory }), ...settings },
  });
}

function listen(onProgress: ProgressListener | undefined) {
  const tracker = new ProgressTracker(onProgress);
  const counts: Partial<Record<keyof ImportedCounts, number>> = {};
  let marked = 0;
  let complaint: string | undefined;
  return {
    counts,
    complaint: (): string | undefined => complaint,
    onLine(line: string): void {
      const report = readAdminLine(line);
      if (isComplaint(line)) complaint ??= line.trim();
      if (report?.kind === 'stage') {
        marked = 0;
        tracker.start('import', {
          message: `Importing ${report.number}/${report.of}: ${report.name}`,
          finished: `Imported ${report.number}/${report.of}: ${report.name}`,
          total: 100,
          unit: '%',
        });
      } else if (report?.kind === 'percent') {
        marked = report.percent;
        tracker.update(marked);
      } else if (report?.kind === 'count') {
        counts[report.what] = report.count;
      }
    },
    onPartialLine: (line: string): void => tracker.update(Math.min(100, marked + readPartialLine(line))),
    finish: (): void => tracker.finish(),
  };
}

function checkCounts({ counts }: ImportSource, told: Partial<ImportedCounts>): ImportedCounts {
  const checked = { nodes: 0, relationships: 0, properties: 0 };
  for (const what of ['nodes', 'relationships', 'properties'] as const) {
    const found = told[what];
    const expected = counts?.[what] ?? found;
    if (found === undefined || found !== expected) {
      const message = `Expected neo4j-admin to import ${expected ?? 'a number of'} ${what}, but it says ${found ?? 'no number'}`;
      throw new BulkgenError('counts-differ', message, {
        hint: 'Nothing was changed. The files may have changed meanwhile: check them with `bulkgen verify`, and import again.',
      });
    }
    checked[what] = found;
  }
  return checked;
}
