// bench-import [SCALE] [ROUNDS] [--stop-first]: neo4j-admin by hand against `bulkgen import`, in turn, in one run.
//
// By hand: `neo4j-admin database import full` with self-describing files and string ids, as its manual begins; and the same
// with the files that bulkgen imports. bulkgen: an import into a running server, whole. All three start Java the same way, in
// a home of their own that is removed afterwards. `--stop-first` stops the server first, as an import by hand must.
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { exportGraph } from '../src/export/export-graph.ts';
import { graphOf } from '../src/export/manifest-graph.ts';
import { importArguments } from '../src/import/admin-arguments.ts';
import { importGraph } from '../src/import/import-graph.ts';
import { parseScale } from '../src/model/scale.ts';
import { useDatabase } from '../src/neo4j/driver.ts';
import type { EmbeddedTarget } from '../src/target/embedded/target.ts';
import { openEmbedded } from '../src/target/embedded.ts';
import { findFolders } from '../src/target/folders.ts';
import { verifyDatabase } from '../src/verify/verify-database.ts';

const [scaleText = 'enterprise', roundsText = '9'] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const stopFirst = process.argv.includes('--stop-first');
const scale = parseScale(scaleText);
const rounds = Number(roundsText);
if (scale === undefined || !(rounds >= 1))
  throw new Error('Usage: scripts/bench-import [SCALE] [ROUNDS] [--stop-first]');

const folder = await mkdtemp(join(tmpdir(), 'bulkgen-bench-'));
const env = { ...process.env, BULKGEN_HOME: join(folder, 'home') };
let target: EmbeddedTarget | undefined;
try {
  const { cache } = findFolders();
  await mkdir(cache, { recursive: true });
  await mkdir(env.BULKGEN_HOME);
  await symlink(cache, join(env.BULKGEN_HOME, 'cache'));
  target = await openEmbedded({ env });
  await target.start();
  const seconds: Record<string, number[]> = {};
  const note = (name: string, value: number): void => {
    seconds[name] = [...(seconds[name] ?? []), value];
  };
  const files = (ids: 'string' | 'actual') => exportGraph({ out: join(folder, ids), scale, ids });
  const { manifest } = await files('actual');
  await files('string');
  // The first round warms caches and is not counted.
  for (let round = 0; round <= rounds; round++) {
    const measured: Record<string, number> = {};
    for (const ids of ['string', 'actual'] as const) measured[`by hand, ${ids}`] = await importByHand(target, ids);
    const startedAt = performance.now();
    await rm(join(folder, 'actual'), { recursive: true });
    await files('actual');
    if (stopFirst) await target.stop();
    const result = await importGraph({ folder: join(folder, 'actual'), target, force: true });
    measured['export to proof'] = (performance.now() - startedAt) / 1000;
    for (const [name, value] of Object.entries(result.seconds)) measured[name] = value;
    measured['importer step'] = result.seconds['import']! + result.seconds['sync']!;
    measured['away'] = result.downtime;
    measured['full proof'] = await proveAll(target);
    if (round > 0) for (const [name, value] of Object.entries(measured)) note(name, value);
  }
  const median = (name: string) => middle(seconds[name]!);
  const byHand = median('by hand, string');
  const { nodes, relationships } = manifest.totals;
  const rows = Object.keys(seconds).map((name) => {
    const spread = `${Math.min(...seconds[name]!).toFixed(1)}–${Math.max(...seconds[name]!).toFixed(1)}`;
    return `| ${name} | ${median(name).toFixed(1)} | ${spread} | ${(median(name) / byHand).toFixed(2)} |`;
  });
  process.stdout.write(`${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${target.description.split(' in ')[0]}, \
${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB; ${nodes} nodes, ${relationships} relationships; ${rounds} rounds in turn
Importer step: ${(median('importer step') / byHand).toFixed(2)} of string ids by hand (goal 0.65), \
${(median('importer step') / median('by hand, actual')).toFixed(2)} of the same files by hand (goal 1.10); \
export to proof: ${(median('export to proof') / byHand).toFixed(2)} (goal 2.0)

| what | seconds, median | least and most | of string ids by hand |
|---|---|---|---|
${rows.join('\n')}
`);
} finally {
  await target?.stop();
  await rm(folder, { recursive: true, force: true });
}

/** Into another database of the same home, as its own manual says. */
async function importByHand(server: EmbeddedTarget, ids: 'string' | 'actual'): Promise<number> {
  const { manifest } = await exportGraph({ out: join(folder, ids), scale: scale!, ids });
  const work = join(folder, 'work');
  await mkdir(work, { recursive: true });
  const args = importArguments(manifest, {
    ...{ folder: join(folder, ids), database: 'by-hand', version: server.version },
    ...{ reportFile: join(work, 'report'), configFile: server.home.settings },
  });
  const startedAt = performance.now();
  const { exitCode, lastLines } = await server.runAdmin([...args, '--overwrite-destination=true']);
  if (exitCode !== 0) throw new Error(lastLines.join('\n'));
  const took = (performance.now() - startedAt) / 1000;
  for (const kind of ['databases', 'transactions']) await server.files.remove(join(server.dataFolder, kind, 'by-hand'));
  return took;
}

async function proveAll(server: EmbeddedTarget): Promise<number> {
  const { manifest } = await exportGraph({ out: join(folder, 'actual'), scale: scale!, ids: 'actual' });
  const startedAt = performance.now();
  const connection = { ...(await server.connection()), database: 'neo4j' };
  await useDatabase(connection, (database) => verifyDatabase(database, manifest, graphOf(manifest), { depth: 'full' }));
  return (performance.now() - startedAt) / 1000;
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
}
