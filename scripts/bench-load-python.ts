// bench-load-python PYTHON [SCALE] [ROUNDS]: loads a graph with Neo4j's Python driver and with `bulkgen load`, in turn, each into
// an empty database of a server that was started for it, and verifies every row.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type BenchServer, withBenchServer } from '../src/bench/bench-server.ts';
import { runClient } from '../src/bench/run-client.ts';
import { spread } from '../src/bench/summarise.ts';
import { createGraph } from '../src/export/create-graph.ts';
import { exportGraph } from '../src/export/export-graph.ts';
import type { SchemaElement } from '../src/model/model.ts';
import { parseScale } from '../src/model/scale.ts';
import { useDatabase } from '../src/neo4j/driver.ts';
import { verifyTables } from '../src/verify/database/verify-tables.ts';

const [python, scaleText = 'medium', roundsText = '3'] = process.argv.slice(2);
const [scale, rounds] = [parseScale(scaleText), Number(roundsText)];
if (!python || scale === undefined || !(rounds >= 1))
  throw new Error('Usage: scripts/bench-load-python [SCALE] [ROUNDS]');

const choice = { scale, events: 0 };
const graph = createGraph(choice);
const commands = { python: [python, join(import.meta.dirname, 'bench-load-python.py')], bulkgen: undefined } as const;
const seconds: Record<keyof typeof commands, number[]> = { python: [], bulkgen: [] };
await withBenchServer({ loadProcedure: false, env: process.env }, async (server) => {
  const exportFolder = join(server.folder, 'export');
  await exportGraph({ ...choice, folder: exportFolder, ids: 'string' });
  for (let round = 1; round <= rounds; round++) {
    for (const name of ['python', 'bulkgen'] as const) {
      const { seconds: taken, clientCpu = 0, clientMemory } = await load(server, exportFolder, commands[name]);
      seconds[name].push(taken);
      process.stdout.write(
        `round ${round}, ${name}: ${taken.toFixed(1)} s, client ${(clientCpu / 1e6).toFixed(1)} s of CPU, ${Math.round(clientMemory / 1e6)} MB\n`,
      );
    }
  }
  await rm(exportFolder, { recursive: true });
});
const ratios = seconds.python.map((taken, index) => taken / seconds.bulkgen[index]!);
process.stdout.write(`bulkgen is ${spread(ratios).median.toFixed(2)} times as fast (goal 2)\n`);

async function load(server: BenchServer, exportFolder: string, command: readonly string[] | undefined) {
  await server.startEmpty();
  const { target, folder, homes } = server;
  const connection = await target.connection();
  const job = {
    ...({
      method: 'unwind',
      connection,
      serverPid: await server.pid(),
      scale: scale!,
      seed: graph.seed,
      full: false,
    } as const),
    ...{ server: { homes, version: target.version }, exportFolder },
    schema: graph.model.schema.map(toStatement),
  };
  const measured = await runClient(job, { command, folder, env: process.env });
  await useDatabase(connection, (database) => verifyTables(database, graph, {}));
  return measured;
}

function toStatement({ kind, name, label, properties }: SchemaElement): string {
  const on = properties.map((property) => `n.\`${property}\``).join(', ');
  const rule = kind === 'constraint' ? `REQUIRE ${on} IS UNIQUE` : `ON (${on})`;
  return `CREATE ${kind} \`${name}\` FOR (n:\`${label}\`) ${rule}`;
}
