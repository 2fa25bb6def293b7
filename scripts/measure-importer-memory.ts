// measure-importer-memory VERSION [--string-ids] SCALE…: the memory that neo4j-admin itself suggests for a CMDB of these scales,
// and bulkgen's estimate, as rows of a table.
//
// Each file begins with real rows and is then made as long as all rows would be, without taking space on the disk: neo4j-admin
// judges by the first rows and the size. It ends at the first byte that is missing. It suggests something only where the memory
// that is free is too little. For small scales, run this script in a control group with a memory limit of 1 or 2 GB.
import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IdForm } from '../src/csv/header.ts';
import { createGraph } from '../src/export/create-graph.ts';
import { type ExportEstimate, estimateExport } from '../src/export/estimate.ts';
import { type ExportPlan, planExport } from '../src/export/plan.ts';
import { generateBlocks } from '../src/export/rows.ts';
import { importArguments } from '../src/import/admin/arguments.ts';
import type { FileGroup } from '../src/lint/files/find-files.ts';
import { parseScale } from '../src/model/scale.ts';
import { findFolders } from '../src/system/own-folders.ts';
import { findInstallation } from '../src/targets/embedded/installation.ts';
import { adminArguments } from '../src/targets/embedded/java-arguments.ts';
import { findJava } from '../src/targets/java/find-java.ts';
import { runJava } from '../src/targets/java/run-java.ts';

const [version = '', ...scales] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const ids: IdForm = process.argv.includes('--string-ids') ? 'string' : 'actual';
const { env } = process;
const cache = env['BULKGEN_TEST_HOME'] ? join(env['BULKGEN_TEST_HOME'], 'cache') : findFolders({ env }).cache;
const java = await findJava(version, { env });
const installation = await findInstallation(cache, version, java);
if (!installation || scales.length === 0 || scales.some((scale) => parseScale(scale) === undefined))
  throw new Error('Usage: measure-importer-memory VERSION [--string-ids] SCALE…, after scripts/fetch-jars.ts VERSION');

const gibibyte = 2 ** 30;
const rowsWritten = 100_000;

process.stdout.write(
  '| CIs | ids | heap, GiB | besides, GiB | together | bulkgen, GiB | ratio |\n|---|---|---|---|---|---|---|\n',
);
for (const scale of scales) {
  const folder = await mkdtemp(join(tmpdir(), 'bulkgen-memory-'));
  try {
    const plan = planExport(createGraph({ scale: parseScale(scale)! }), { ids, parts: 1 });
    const estimate = await estimateExport(plan, folder);
    const output = await ask(folder, await writeFiles(folder, plan, estimate));
    const [heap = 0, free = 0] = [/^heap size: ([\d.]+)(.iB)/m, /excluding heap size: ([\d.]+)(.iB)/].map((size) => {
      const [, amount, unit] = size.exec(output) ?? [];
      if (amount === undefined) throw new Error('neo4j-admin suggested nothing: free memory is enough');
      return Number(amount) / (unit === 'MiB' ? 1024 : 1);
    });
    const suggested = heap + free;
    const estimated = estimate.importMemory / gibibyte;
    const cells = [heap, free, suggested, estimated, estimated / suggested].map((number) => number.toFixed(2));
    process.stdout.write(`| ${[scale, ids, ...cells].join(' | ')} |\n`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function writeFiles(folder: string, plan: ExportPlan, estimate: ExportEstimate): Promise<readonly FileGroup[]> {
  const groups: FileGroup[] = [];
  for (const [index, { table, labels, header, parts }] of plan.tables.entries()) {
    const files = [header.path, parts[0]!.path].map((path) => join(folder, path));
    await writeFile(files[0]!, `${header.cells.join(',')}\n`);
    const file = await open(files[1]!, 'w');
    const end = Math.min(table.count, rowsWritten);
    for await (const { bytes } of generateBlocks(plan.graph, table, { ids, first: 0, end })) await file.write(bytes);
    if (table.count > rowsWritten) await file.truncate(estimate.tables[index]!.bytes);
    await file.close();
    if (table.count > 0) groups.push({ kind: table.kind, labels: ids === 'string' ? [] : labels, files });
  }
  return groups;
}

/** What neo4j-admin prints. */
async function ask(folder: string, groups: readonly FileGroup[]): Promise<string> {
  await mkdir(join(folder, 'conf'));
  const configFile = join(folder, 'settings');
  await writeFile(configFile, '');
  const places = { database: 'neo4j', version, reportFile: join(folder, 'report'), configFile };
  const args = importArguments({ options: { 'id-type': ids, verbose: 'true' }, groups }, places);
  const lines: string[] = [];
  await runJava({
    ...{ java, args: adminArguments(installation!, args), home: folder, folder, env },
    onLine: (line) => lines.push(line),
  });
  if (env['DEBUG']) process.stderr.write(lines.join('\n'));
  return lines.join('\n');
}
