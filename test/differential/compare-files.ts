import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BulkgenError } from '../../src/errors.ts';
import type { FileGroup } from '../../src/lint/files/find-files.ts';
import type { Severity } from '../../src/lint/finding.ts';
import { lintFolder } from '../../src/lint/lint-folder.ts';
import { Stream } from '../../src/random/stream.ts';
import { withTemporaryFolder } from '../../src/system/temporary-folder.ts';
import { acceptedFiles } from './accepted.ts';
import { askImporter, type Importer } from './ask-importer.ts';
import type { Disagreement } from './disagreement.ts';
import { type Draw, encode, type FileCase, type FileVerdict } from './file-case.ts';
import { mutateColumns } from './mutate-columns.ts';
import { mutateHeader } from './mutate-header.ts';
import { mutateIds } from './mutate-ids.ts';
import { mutateRows } from './mutate-rows.ts';

/** What is changed in a file. */
export type FilePart = 'headers' | 'rows' | 'ids' | 'columns';

const mutate: Readonly<Record<FilePart, (draw: Draw) => FileCase>> = {
  headers: mutateHeader,
  rows: mutateRows,
  ids: mutateIds,
  columns: mutateColumns,
};

export interface FileCounts {
  readonly seed: string;
  /** How many files are changed in each part. */
  readonly counts: Readonly<Partial<Record<FilePart, number>>>;
}

/** Asks the lint and the importer about changed files. Answers where they disagree without a known reason. */
export async function compareFiles(importer: Importer, { seed, counts }: FileCounts): Promise<readonly Disagreement[]> {
  const { version } = importer;
  const parts = Object.entries(counts) as [FilePart, number][];
  const cases = parts.flatMap(([part, count]) => drawCases(part, seed, count));
  const answers = await askImporter(
    importer,
    'ReadFiles.java',
    cases.map(({ file }) => formatCase(file)),
  );
  return withTemporaryFolder(tmpdir(), async (folder) => {
    const disagreements: Disagreement[] = [];
    for (const [index, { part, file }] of cases.entries()) {
      const verdict = await lint(folder, file, version);
      const difference = compare(verdict, answers[index]!);
      if (!difference || acceptedFiles.some(({ covers }) => covers({ version, kind: difference.kind, verdict })))
        continue;
      disagreements.push({ version, type: part, value: JSON.stringify(file), ...difference });
    }
    return disagreements;
  });
}

function drawCases(part: FilePart, seed: string, count: number) {
  const stream = new Stream(`${seed}/${part}`);
  return Array.from({ length: count }, (_, ordinal) => {
    let draws = 0;
    return { part, file: mutate[part]((bound) => stream.below(bound, ordinal, draws++)) };
  });
}

function formatCase(file: FileCase): string {
  const { nodes, relationships, options } = file;
  const hexadecimal = (text: string | undefined): string =>
    text === undefined ? '-' : Buffer.from(encode(file, text)).toString('hex');
  const texts = Object.entries(options).map(([name, value]) => `${name}=${value}`);
  return [texts.join(' '), hexadecimal(nodes), hexadecimal(relationships)].join('\t');
}

async function lint(folder: string, file: FileCase, version: string): Promise<FileVerdict> {
  const { nodes, relationships, options } = file;
  const groups: FileGroup[] = [];
  for (const [kind, text] of [
    ['node', nodes],
    ['relationship', relationships],
  ] as const) {
    const path = join(folder, `${kind}.csv`);
    if (text === undefined) continue;
    await writeFile(path, encode(file, text));
    groups.push({ kind, labels: [], files: [path] });
  }
  try {
    const { findings, counts, isCertain } = await lintFolder({ folder, groups, options, version, workers: 1 });
    const labels = Object.values(counts.labels).reduce((sum, number) => sum + number, 0);
    const rulesOf = (wanted: Severity): readonly string[] =>
      findings.filter(({ severity }) => severity === wanted).map(({ rule }) => rule);
    return {
      errors: rulesOf('error'),
      warnings: rulesOf('warning'),
      counts: [counts.nodes, counts.relationships, counts.properties, labels].join(' '),
      isCertain,
    };
  } catch (error) {
    if (!(error instanceof BulkgenError)) throw error;
    return { errors: [error.message], warnings: [], counts: '', isCertain: true };
  }
}

function compare(
  { errors, counts, isCertain }: FileVerdict,
  answer: string,
): Pick<Disagreement, 'kind' | 'detail'> | undefined {
  const isRefused = answer.startsWith('!');
  if (errors.length > 0)
    return isRefused ? undefined : { kind: 'false alarm', detail: `${errors.join(', ')}; read as ${answer.slice(1)}` };
  if (isRefused) return { kind: 'silence', detail: answer.slice(1) };
  const read = answer.slice(1).split(' ').slice(0, 4).join(' ');
  return read === counts || !isCertain ? undefined : { kind: 'value', detail: `counts ${counts}, not ${read}` };
}
