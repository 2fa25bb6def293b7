// check-answers: asks a real Neo4j the questions of the CMDB, and compares its answers with those by arithmetic (see --help).
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BulkgenError } from '../src/errors.ts';
import { createGraph } from '../src/export/create-graph.ts';
import { exportGraph } from '../src/export/export-graph.ts';
import { listAnswers } from '../src/export/list-answers.ts';
import { importGraph } from '../src/import/import-graph.ts';
import { parseScale } from '../src/model/scale.ts';
import { openDatabase } from '../src/neo4j/driver.ts';
import { openEmbedded } from '../src/targets/embedded/open.ts';
import type { Target } from '../src/targets/target.ts';
import { compareAnswers } from '../src/verify/database/compare-answers.ts';

const help = `scripts/check-answers [options] [SCALE…]: exports the CMDB at each scale with each seed, imports it into an embedded server of
its own, and compares the answers of the database to all questions of the model, and all fingerprints, with those by
arithmetic. Prints a Markdown table and each answer that differs. Exits with 1 if there is one.

  SCALE            (default: small medium large)
  --seed TEXT      a seed; several times for several (default: bulkgen, blue and 7)

Example: scripts/check-answers --seed 42 --seed blue small 25k`;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', multiple: true, default: ['bulkgen', 'blue', '7'] },
    help: { type: 'boolean', short: 'h' },
  },
});
if (options.help) process.stdout.write(`${help}\n`);
else process.exitCode = (await checkAll()) > 0 ? 1 : 0;

/** Returns how many answers differ. */
async function checkAll(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'bulkgen-answers-'));
  const target = await openEmbedded({ homes: join(folder, 'homes') });
  const differences: string[] = [];
  process.stdout.write('| scale | seed | answers | equal | by arithmetic and by Neo4j |\n|---|---|---|---|---|\n');
  try {
    for (const scale of positionals.length > 0 ? positionals : ['small', 'medium', 'large']) {
      for (const seed of options.seed) {
        const found = await check(target, { folder: join(folder, 'estate'), scale: readScale(scale), seed });
        process.stdout.write(`| ${scale} | ${seed} | ${found.line}\n`);
        differences.push(...found.differences.map((difference) => `${scale}, ${seed}: ${difference}\n`));
      }
    }
  } finally {
    await target.stop();
    await rm(folder, { recursive: true, force: true });
  }
  process.stdout.write(differences.join(''));
  return differences.length;
}

function readScale(text: string): number {
  const scale = parseScale(text);
  if (scale === undefined) throw new Error(`Expected a scale, got \`${text}\`. See --help.`);
  return scale;
}

interface Choice {
  readonly folder: string;
  readonly scale: number;
  readonly seed: string;
}

/** What differs, and the rest of a line of the table. */
async function check(
  target: Target,
  { folder, ...choice }: Choice,
): Promise<{ readonly line: string; readonly differences: string[] }> {
  await exportGraph({ ...choice, folder, force: true });
  await importGraph({ folder, target, force: true });
  const graph = createGraph(choice);
  const count = (await listAnswers(graph)).length;
  const database = await openDatabase(await target.connection());
  const startedAt = performance.now();
  const differences = await compareAnswers(database, graph).then(() => [], listProblems);
  const seconds = (performance.now() - startedAt) / 1000;
  await database.close();
  return { line: `${count} | ${count - differences.length} | ${seconds.toFixed(1)} s |`, differences };
}

function listProblems(error: unknown): string[] {
  if (!(error instanceof BulkgenError) || error.code !== 'rows-differ') throw error;
  return (error.problems.length > 0 ? error.problems : [error]).map(({ message }) => message);
}
