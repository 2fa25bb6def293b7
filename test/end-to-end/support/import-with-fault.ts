// Runs an import as the command line does, with a fault when a step is about to begin: its journal entry is on the disk, and
// nothing of it is done. Runs as a separate process, because most faults end it.
import { execFileSync } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { withContext } from '../../../src/cli/context.ts';
import { reportError } from '../../../src/cli/output/error.ts';
import { BulkgenError } from '../../../src/errors.ts';
import { importGraph } from '../../../src/import/import-graph.ts';
import { useDatabase } from '../../../src/neo4j/driver.ts';
import { createSnapshot } from '../../../src/snapshot/create-snapshot.ts';
import { restoreSnapshot } from '../../../src/snapshot/restore-snapshot.ts';
import { localFiles } from '../../../src/system/local-files.ts';
import { openDocker } from '../../../src/targets/docker/open.ts';
import { findEmbedded } from '../../../src/targets/embedded/open.ts';

export interface FaultyImport {
  readonly folder: string;
  /** A snapshot to restore instead. */
  readonly snapshot?: string;
  /** Create that snapshot from the database, instead of restoring it. */
  readonly creates?: boolean;
  /** The container of the docker target; without it, the embedded target. */
  readonly container?: string;
  readonly version?: string;
  /** Name of the step at which the fault happens. */
  readonly step?: string;
  /** Sent to this process. */
  readonly signal?: NodeJS.Signals;
  /** Seconds after which it is sent again. */
  readonly again?: number;
  /** Lines for `sh`. */
  readonly script?: string;
  /** Starts the server. */
  readonly start?: boolean;
  /** A statement for the running database. */
  readonly cypher?: string;
  readonly force?: boolean;
  readonly keepPrevious?: boolean;
  readonly check?: boolean;
  readonly timeout?: number;
  /** A folder that receives the journal of each step as it begins. */
  readonly journals?: string;
}

const fault = JSON.parse(process.argv[2]!) as FaultyImport;

try {
  await withContext({ title: 'bulkgen import', progress: 'none' }, async ({ signal, onProgress }) => {
    const { folder, container, version, force = true, keepPrevious = false, check = false, timeout } = fault;
    const target = container === undefined ? await findEmbedded({ version }) : await openDocker({ container });
    if (!target) throw new Error('Expected an embedded server');
    const onStep = async (step: string): Promise<void> => {
      if (fault.journals) {
        const text = await target.files.read(`${target.dataFolder}/.bulkgen/neo4j/journal.json`);
        await localFiles.write(`${fault.journals}/${step}.json`, text);
      }
      if (step !== fault.step) return;
      if (fault.cypher) {
        const connection = await target.connection();
        await useDatabase(connection, (database) => database.query(fault.cypher!));
      }
      if (fault.start) await target.start();
      await causeFault(fault);
    };
    const options = { target, force, keepPrevious, check, timeout, signal, onProgress, onStep };
    if (fault.snapshot && fault.creates) {
      const content = { kind: 'database', target } as const;
      await createSnapshot({ snapshot: fault.snapshot, name: 'made', content, signal, onProgress, onStep });
    } else if (fault.snapshot) await restoreSnapshot({ snapshot: fault.snapshot, ...options });
    else await importGraph({ folder, ...options });
  });
} catch (error) {
  reportError(error, []);
  process.exitCode = error instanceof BulkgenError ? error.exitCode : 1;
}

async function causeFault({ signal, script, again }: FaultyImport): Promise<void> {
  if (script) execFileSync('sh', ['-c', script, `${process.pid}`], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (!signal) return;
  process.kill(process.pid, signal);
  if (again !== undefined) globalThis.setTimeout(() => process.kill(process.pid, signal), again * 1000).unref();
  await setTimeout(50); // gives the signal handler its turn
}
