import { existsSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { BulkgenError } from '../errors.ts';
import { createCommand } from './command.ts';
import { type ConnectionOptions, connectionOptions, readConnection } from './connection-option.ts';
import { formatBytes, formatCount, formatTable } from './format.ts';

interface VerifyCommandOptions extends ConnectionOptions {
  /** A name, or true for the default one. */
  readonly database?: string | true;
  readonly quick?: boolean;
  readonly regenerate?: boolean;
}

/** What each depth proved, for the result. */
const proofs = {
  sizes: 'by their sizes',
  rows: 'every sha256 equal, every value of its type, every id once, every end a node of the model',
  regenerate: 'every row as the model makes it',
} as const;

export function verifyCommand(): Command {
  return createCommand<VerifyCommandOptions>({
    name: 'verify',
    summary: 'prove that files, and a database, are what the manifest says',
    arguments: { '[dir]': 'the folder of the export (default: import)' },
    options: [
      new Option('--database [name]', 'also count everything in the database that was imported from it'),
      new Option('--quick', 'sizes, headers and first rows alone, no hashes').conflicts('regenerate'),
      new Option('--regenerate', 'also make every row anew and compare it'),
      ...connectionOptions(),
    ],
    examples: ['bulkgen verify', 'bulkgen verify --regenerate', 'bulkgen verify /tmp/estate --database'],
    async run(context, { database, quick, regenerate, ...options }, given) {
      const folder = given ?? 'import';
      const { signal, onProgress } = context;
      refuseFolderAsName(database, given);
      const { verifyFiles } = await import('../verify/verify-files.ts');
      const depth = quick ? 'sizes' : regenerate ? 'regenerate' : 'rows';
      const manifest = await verifyFiles(folder, { depth, signal, onProgress });
      const { totals } = manifest;
      const files = `${folder} holds what its manifest says: ${formatCount(totals.nodes)} nodes and ${formatCount(totals.relationships)} relationships in ${formatBytes(totals.bytes)}, ${proofs[depth]}\n`;
      if (database === undefined && options.uri === undefined) {
        await context.result({ folder, totals, checks: [] }, files);
        return;
      }
      const [{ graphOf }, { useDatabase }, { verifyDatabase }] = await Promise.all([
        import('../export/manifest-graph.ts'),
        import('../neo4j/driver.ts'),
        import('../verify/verify-database.ts'),
      ]);
      const connection = await readConnection({ ...options, ...(typeof database === 'string' && { database }) });
      const checks = await useDatabase(
        connection,
        (opened) => verifyDatabase(opened, manifest, graphOf(manifest)),
        signal,
      );
      const counted = checks.map(({ name, expected, found }) => [name, found, `of ${formatCount(expected)}`]);
      await context.result({ folder, totals, checks }, `${files}${formatTable(counted)}`);
    },
  });
}

/** `verify --database estate` reads `estate` as the name of a database; who has a folder of that name meant that. */
function refuseFolderAsName(database: string | true | undefined, folder: string | undefined): void {
  if (typeof database !== 'string' || folder !== undefined || !existsSync(database)) return;
  throw new BulkgenError(
    'invalid-option',
    `Expected the name of a database after --database, got the folder \`${database}\``,
    {
      hint: `Write the folder first: bulkgen verify ${database} --database.`,
    },
  );
}
