import { type Command, Option } from 'commander';
import type { Manifest } from '../../export/manifest.ts';
import type { LoadResult } from '../../load/load-graph.ts';
import { createCommand } from '../command.ts';
import { type ConnectionOptions, connectionOptions, databaseOption, readConnection } from '../options/connection.ts';
import { liveOption } from '../options/live.ts';
import { readCount, readDuration, readScale } from '../options/values.ts';
import { formatLoad } from '../output/load.ts';

interface LoadCommandOptions extends ConnectionOptions {
  readonly database?: string;
  readonly scale?: number;
  readonly seed?: string;
  readonly model: 'cmdb';
  readonly events?: number;
  readonly asOf?: string;
  readonly method: 'unwind' | 'procedure';
  readonly lanes?: number;
  readonly retryFor?: number;
  readonly constraints: 'before' | 'after';
  readonly full?: boolean;
}

export function loadCommand(): Command {
  return createCommand<LoadCommandOptions>({
    name: 'load',
    summary: 'load a graph into a running database, without stopping it',
    description: [
      'Load a graph into a running database by Bolt. Other nodes in the database are not changed. The rows are generated: with a folder, those of its export, whose files are not read.',
      'Each batch is one transaction with an entry in a ledger, nodes labelled BulkgenLoad. After Ctrl-C, a kill -9 or a lost connection, the same command continues, and nothing is loaded twice. bulkgen removes the ledger when the counts are verified.',
      'An import of many nodes is faster than a load, but it replaces the database and stops the server for a moment.',
    ],
    arguments: { '[dir]': 'folder of an export (default: the graph of --scale, --seed and --as-of)' },
    options: [
      new Option('--scale <scale>', 'number of CIs: small (default), medium, large, enterprise, or a number').argParser(
        readScale,
      ),
      new Option('--seed <text>', 'seed of all random values (default: bulkgen)'),
      new Option('--model <name>', 'model of the graph').choices(['cmdb']).default('cmdb'),
      new Option('--events <n>', 'number of events (default: a tenth of the CIs, at most 50,000)').argParser(readCount),
      new Option('--as-of <date>', 'date from which bulkgen counts all dates, YYYY-MM-DD or now (default: 2026-01-01)'),
      ...connectionOptions(),
      databaseOption(),
      new Option(
        '--method <name>',
        'create rows by a Cypher statement (unwind), or by a procedure that `bulkgen neo4j start --with load-procedure` installs',
      )
        .choices(['unwind', 'procedure'])
        .default('unwind'),
      new Option('--lanes <n>', 'number of concurrent transactions (default: 2 to 4, one per core)').argParser(
        readCount,
      ),
      new Option(
        '--retry-for <time>',
        'maximum time without progress, such as 90s, 30m or 2h, while the server is unavailable (default: 5m)',
      ).argParser(readDuration),
      new Option('--constraints <when>', 'create constraints and indexes before or after the rows')
        .choices(['before', 'after'])
        .default('after'),
      new Option('--full', 'verify every row afterwards instead of counts'),
      liveOption(),
    ],
    examples: [
      'bulkgen load --scale medium',
      'bulkgen load estate --full',
      'bulkgen load --scale large --live --uri neo4j+s://example.databases.neo4j.io',
      'bulkgen load --scale large --method procedure',
    ],
    async run(context, options, folder) {
      const { signal, onProgress, note } = context;
      const manifest = await readChoice(options, folder);
      const [{ loadGraph }, { useDatabase }] = await Promise.all([
        import('../../load/load-graph.ts'),
        import('../../neo4j/driver.ts'),
      ]);
      const { scale, seed, events, asOf, method, lanes, retryFor, constraints, full = false } = options;
      const startedAt = performance.now();
      // The connection outlives Ctrl-C, so that running batches end and the ledger is released.
      const result = await useDatabase(
        await readConnection(options),
        (database): Promise<LoadResult> =>
          loadGraph({
            ...{ database, manifest, scale, seed, events, asOf },
            ...{ method, lanes, retryFor, constraints, signal, onProgress },
            depth: full ? 'full' : 'counts',
            onWarning: (warning) => note(`Warning: ${warning}`),
          }),
      );
      const seconds = (performance.now() - startedAt) / 1000;
      await context.result({ ...result, totalSeconds: seconds }, formatLoad(result, seconds));
    },
  });
}

/** The manifest of the folder; undefined for a graph of its own. */
async function readChoice(options: LoadCommandOptions, folder: string | undefined): Promise<Manifest | undefined> {
  if (folder === undefined) return undefined;
  const { BulkgenError } = await import('../../errors.ts');
  const [given] = (['scale', 'seed', 'events', 'asOf'] as const).filter((name) => options[name] !== undefined);
  if (given !== undefined) {
    const flag = given === 'asOf' ? '--as-of' : `--${given}`;
    throw new BulkgenError('invalid-option', `Expected ${flag} or the folder of an export, got both`, {
      hint: `Leave out ${flag}: the manifest of the folder names the graph.`,
    });
  }
  const { readManifest } = await import('../../export/read-manifest.ts');
  return readManifest({ folder });
}
