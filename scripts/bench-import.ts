// bench-import [SCALE] [ROUNDS] [--both-orders]: compares neo4j-admin by hand with `bulkgen import`, in turn, in one run.
//
// By hand means `neo4j-admin database import full` with string ids, as its manual begins, and again with the files that
// bulkgen imports. bulkgen runs its whole import into a running server. All three start Java the same way, in a temporary
// home. Only bulkgen lowers the priority of the page flusher. `--both-orders` also imports with the server stopped throughout.
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { cpus, freemem, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { exportGraph } from '../src/export/export-graph.ts';
import { importArguments } from '../src/import/admin/arguments.ts';
import { importGraph } from '../src/import/import-graph.ts';
import { readFiles } from '../src/import/sources/export.ts';
import { parseScale } from '../src/model/scale.ts';
import { useDatabase } from '../src/neo4j/driver.ts';
import { findFolders } from '../src/system/own-folders.ts';
import { findInstallation } from '../src/targets/embedded/installation.ts';
import { adminArguments, type EmbeddedInstallation } from '../src/targets/embedded/java-arguments.ts';
import { openEmbedded } from '../src/targets/embedded/open.ts';
import type { EmbeddedTarget } from '../src/targets/embedded/target.ts';
import { findJava } from '../src/targets/java/find-java.ts';
import { runJava } from '../src/targets/java/run-java.ts';
import { verifyDatabase } from '../src/verify/database/verify-database.ts';

const [scaleText = 'enterprise', roundsText = '9'] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const bothOrders = process.argv.includes('--both-orders');
const scale = parseScale(scaleText);
const rounds = Number(roundsText);
if (scale === undefined || !(rounds >= 1))
  throw new Error('Usage: scripts/bench-import [SCALE] [ROUNDS] [--both-orders]');

const folder = await mkdtemp(join(tmpdir(), 'bulkgen-bench-'));
const env = { ...process.env, BULKGEN_HOME: join(folder, 'home') };
let target: EmbeddedTarget | undefined;
try {
  const { cache } = findFolders();
  await mkdir(cache, { recursive: true });
  await mkdir(env.BULKGEN_HOME);
  await symlink(cache, join(env.BULKGEN_HOME, 'cache'));
  await (await openEmbedded({ env })).createArchives(); // as for a server in regular use
  target = await openEmbedded({ env });
  await target.start();
  const java = await findJava(target.version, { env });
  const installation = (await findInstallation(cache, target.version, java))!;
  const seconds: Record<string, number[]> = {};
  const note = (name: string, value: number): void => {
    seconds[name] = [...(seconds[name] ?? []), value];
  };
  const files = (ids: 'string' | 'actual') => exportGraph({ folder: join(folder, ids), scale, ids });
  const { manifest } = await files('actual');
  await files('string');
  // The first of several rounds warms caches and is not counted.
  for (let round = rounds > 1 ? 0 : 1; round <= rounds; round++) {
    const measured: Record<string, number> = {};
    for (const ids of ['string', 'actual'] as const)
      measured[`by hand, ${ids}`] = await importByHand(target, installation, ids);
    await rm(join(folder, 'actual'), { recursive: true });
    const startedAt = performance.now();
    await files('actual');
    const result = await importWhole(target);
    measured['export to verified'] = (performance.now() - startedAt) / 1000;
    for (const [name, value] of Object.entries(result.seconds)) measured[name] = value;
    measured['importer step'] = result.seconds['import']! + result.seconds['sync']!;
    measured['unavailable'] = result.downtime;
    measured['memory taken, GB'] = result.memory;
    measured['full verification'] = await verifyAll(target);
    if (bothOrders) {
      const stoppedAt = performance.now();
      await target.stop();
      const stopped = await importWhole(target);
      measured['stopped first: importer step'] = stopped.seconds['import']! + stopped.seconds['sync']!;
      measured['stopped first: import to verified, unavailable'] = (performance.now() - stoppedAt) / 1000;
      measured['stopped first: memory taken, GB'] = stopped.memory;
      measured['running: import to verified'] = Object.values(result.seconds).reduce((sum, value) => sum + value, 0);
    }
    if (round > 0) for (const [name, value] of Object.entries(measured)) note(name, value);
    process.stderr.write(`Round ${round} of ${rounds}\n`);
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
export to verified: ${(median('export to verified') / byHand).toFixed(2)} (goal 2.0)

| what | seconds, median | least and most | of string ids by hand |
|---|---|---|---|
${rows.join('\n')}
`);
} finally {
  await target?.stop();
  await rm(folder, { recursive: true, force: true });
}

/** Runs an import as a user does, and measures the most memory of this machine that was in use during it. */
async function importWhole(server: EmbeddedTarget) {
  let memory = 0;
  const look = setInterval(() => {
    memory = Math.max(memory, (totalmem() - freemem()) / 1e9);
  }, 100);
  try {
    const result = await importGraph({ folder: join(folder, 'actual'), target: server, force: true });
    return { ...result, memory };
  } finally {
    clearInterval(look);
  }
}

/** Imports into another database of the same home, as the Neo4j manual says. */
async function importByHand(
  server: EmbeddedTarget,
  installation: EmbeddedInstallation,
  ids: 'string' | 'actual',
): Promise<number> {
  const { manifest } = await exportGraph({ folder: join(folder, ids), scale: scale!, ids });
  const work = join(folder, 'work');
  await mkdir(work, { recursive: true });
  const args = importArguments(readFiles(manifest, join(folder, ids)), {
    ...{ database: 'by-hand', version: server.version },
    ...{ reportFile: join(work, 'report'), configFile: server.home.settings },
  });
  const startedAt = performance.now();
  const { exitCode, lastLines } = await runJava({
    java: installation.java,
    args: adminArguments(installation, [...args, '--overwrite-destination=true']),
    ...{ home: server.home.folder, folder: server.home.run, env },
  });
  if (exitCode !== 0) throw new Error(lastLines.join('\n'));
  const took = (performance.now() - startedAt) / 1000;
  for (const kind of ['databases', 'transactions']) await server.files.remove(join(server.dataFolder, kind, 'by-hand'));
  return took;
}

async function verifyAll(server: EmbeddedTarget): Promise<number> {
  const { manifest } = await exportGraph({ folder: join(folder, 'actual'), scale: scale!, ids: 'actual' });
  const startedAt = performance.now();
  const connection = await server.connection();
  await useDatabase(connection, (database) => verifyDatabase({ database, manifest, depth: 'full' }));
  return (performance.now() - startedAt) / 1000;
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
}
