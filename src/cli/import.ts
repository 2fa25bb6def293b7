import { type Command, Option } from 'commander';
import type { ImportResult } from '../import/import-graph.ts';
import type { TargetKind } from '../target/choose-target.ts';
import type { Target } from '../target/target.ts';
import { createCommand } from './command.ts';
import { databaseOption, readDatabase, readGiven } from './connection-option.ts';
import { formatCount, formatSeconds, formatTable } from './format.ts';
import { targetOptions } from './target-option.ts';

interface ImportCommandOptions {
  readonly target: TargetKind;
  readonly container?: string;
  readonly neo4jHome?: string;
  readonly neo4jVersion?: string;
  readonly uri?: string;
  readonly username?: string;
  readonly passwordFile?: string;
  readonly database?: string;
  readonly force?: boolean;
}

export function importCommand(): Command {
  return createCommand<ImportCommandOptions>({
    name: 'import',
    summary: 'import an export into Neo4j while its server is stopped',
    description: `Imports an export into Neo4j: checks the files, stops the server, runs neo4j-admin into a staging store, swaps the
stores, starts the server, builds constraints, indexes and events, and counts everything. When anything fails, the
database that was there is back and a server that was running runs again.`,
    arguments: { '[dir]': 'the folder of the export (default: import)' },
    options: [
      ...targetOptions(),
      databaseOption(),
      new Option('--uri <uri>', 'where Bolt answers (default: as the target says)'),
      new Option('--username <name>', 'user (default: NEO4J_USERNAME, or as the target says)'),
      new Option(
        '--password-file <file>',
        'file with the password (default: NEO4J_PASSWORD_FILE, NEO4J_PASSWORD, or as the target says)',
      ),
      new Option('--force', 'replace a database that holds nodes'),
    ],
    examples: [
      'bulkgen import',
      'bulkgen import /tmp/estate --force',
      'bulkgen import --container neo4j',
      'bulkgen import --neo4j-home /opt/neo4j',
    ],
    async run(context, options, folder = 'import') {
      const { signal, onProgress } = context;
      const [{ chooseTarget }, { importGraph }, { readManifest }] = await Promise.all([
        import('../target/choose-target.ts'),
        import('../import/import-graph.ts'),
        import('../export/read-manifest.ts'),
      ]);
      await readManifest(folder); // before anything is provisioned for it
      const { target, reason } = await chooseTarget({
        kind: options.target,
        container: options.container,
        neo4jHome: options.neo4jHome,
        version: options.neo4jVersion,
        uri: options.uri,
        given: await readGiven(options),
        signal,
        onProgress,
      });
      context.note(`Target ${target.description} (${reason})`);
      const database = readDatabase(options);
      const startedAt = performance.now();
      const { force = false } = options;
      const result = await importGraph({ folder, target, database, force, signal, onProgress });
      const seconds = (performance.now() - startedAt) / 1000;
      const { manifest, ...proof } = result;
      const { totals, events } = manifest;
      await context.result(
        { target: target.description, ...totals, events, ...proof, totalSeconds: seconds },
        describe(result, seconds, await sayState(target)),
      );
    },
  });
}

function describe({ checks, uri, database, seconds: steps }: ImportResult, seconds: number, after: string): string {
  const counted = checks.map(({ name, expected, found }) => [name, found, `of ${formatCount(expected)}`]);
  const spent = Object.entries(steps).map(([name, time]) => `${name} ${formatSeconds(time)}`);
  return `${formatTable(counted)}
Imported and counted in ${formatSeconds(seconds)}: ${spent.join(', ')}
Database ${database} at ${uri}; ${after}
`;
}

async function sayState(target: Target): Promise<string> {
  if (target.kind === 'embedded') return 'how to log in: bulkgen neo4j status';
  return (await target.isRunning()) ? 'the server is running' : 'the server is stopped, as it was before';
}
