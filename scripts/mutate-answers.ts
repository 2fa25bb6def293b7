// mutate-answers: changes a database in many ways, and expects `bulkgen verify --database --answers` to notice each (see --help).
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BulkgenError } from '../src/errors.ts';
import { graphOf } from '../src/export/create-graph.ts';
import { exportGraph } from '../src/export/export-graph.ts';
import { readManifest } from '../src/export/read-manifest.ts';
import { importGraph } from '../src/import/import-graph.ts';
import { openDatabase } from '../src/neo4j/driver.ts';
import { openEmbedded } from '../src/targets/embedded/open.ts';
import { compareAnswers } from '../src/verify/database/compare-answers.ts';
import { verifyDatabase } from '../src/verify/database/verify-database.ts';
import { cmdbMutations } from '../test/end-to-end/support/cmdb-mutations.ts';
import { type Mutation, NothingFits } from '../test/end-to-end/support/mutation.ts';

const help = `scripts/mutate-answers [options] [NAME…]: imports the CMDB into an embedded server of its own, and makes one change after the
other: of each relationship type, each class, and what the questions are about. Expects that the verification of \`bulkgen verify
--database --answers\` fails with a message that names the type, the class or the question, and undoes the change. Prints a
Markdown table of what noticed each. Exits with 1 if a change was not noticed, or if the answers differ in the end.

  NAME             only changes whose names contain it
  --scale N        (default: 1000)
  --seed TEXT      (default: bulkgen)

Example: scripts/mutate-answers RUNS_ON`;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    scale: { type: 'string', default: '1000' },
    seed: { type: 'string', default: 'bulkgen' },
    help: { type: 'boolean', short: 'h' },
  },
});
if (options.help) process.stdout.write(`${help}\n`);
else process.exitCode = (await mutateAll()) > 0 ? 1 : 0;

/** What noticed a change; `nothing` is a failure. */
type Witness = 'question' | 'fingerprint' | 'count' | 'sample' | 'nothing';

/** Returns how many changes were not noticed. */
async function mutateAll(): Promise<number> {
  const home = await mkdtemp(join(tmpdir(), 'bulkgen-mutations-'));
  const target = await openEmbedded({ homes: join(home, 'homes') });
  try {
    const folder = join(home, 'estate');
    await exportGraph({ folder, scale: Number(options.scale), seed: options.seed });
    await importGraph({ folder, target });
    const database = await openDatabase(await target.connection());
    const manifest = await readManifest({ folder });
    const graph = graphOf(manifest);
    const check = async (): Promise<readonly BulkgenError[]> => [
      ...(await listProblems(() => verifyDatabase({ database, manifest, depth: 'samples' }))),
      ...(await listProblems(() => compareAnswers(database, graph))),
    ];
    const counts: Record<Witness, number> = { question: 0, fingerprint: 0, count: 0, sample: 0, nothing: 0 };
    process.stdout.write('| change | noticed by |\n|---|---|\n');
    for (const mutation of cmdbMutations.filter(isChosen)) {
      const undo = await mutation.apply(database).catch(allowMisfit);
      if (!undo) {
        process.stdout.write(`| ${mutation.name} | (nothing in this graph fits) |\n`);
        continue;
      }
      const problems = await check().finally(undo);
      const [witness] = [...listWitnesses(mutation, problems), 'nothing' as const];
      counts[witness]++;
      process.stdout.write(`| ${mutation.name} | ${listWitnesses(mutation, problems).join(', ') || 'nothing'} |\n`);
    }
    const rest = await check();
    process.stdout.write(`\n${JSON.stringify(counts)}; differences after all were undone: ${rest.length}\n`);
    await database.close();
    return counts.nothing + rest.length;
  } finally {
    await target.stop();
    await rm(home, { recursive: true, force: true });
  }
}

function allowMisfit(error: unknown): undefined {
  if (!(error instanceof NothingFits)) throw error;
}

function isChosen({ name }: Mutation): boolean {
  return positionals.length === 0 || positionals.some((part) => name.includes(part));
}

async function listProblems(verify: () => Promise<unknown>): Promise<readonly BulkgenError[]> {
  try {
    await verify();
    return [];
  } catch (error) {
    if (!(error instanceof BulkgenError) || error.exitCode !== 3) throw error;
    return error.problems.length > 0 ? error.problems : [error];
  }
}

/** What named the change, a question first. */
function listWitnesses({ names }: Mutation, problems: readonly BulkgenError[]): readonly Witness[] {
  const found = problems.filter(({ message }) => names.test(message)).map(witnessOf);
  return (['question', 'fingerprint', 'count', 'sample'] as const).filter((witness) => found.includes(witness));
}

function witnessOf({ code, message }: BulkgenError): Witness {
  if (code === 'counts-differ') return 'count';
  if (!message.includes(' to the question "')) return 'sample';
  return message.includes('"What is the fingerprint of ') ? 'fingerprint' : 'question';
}
