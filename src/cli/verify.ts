import { type Command, Option } from 'commander';
import { createCommand } from './command.ts';
import { type ConnectionOptions, connectionOptions, readConnection } from './connection-option.ts';
import { formatBytes, formatCount, formatTable } from './format.ts';

interface VerifyCommandOptions extends ConnectionOptions {
  /** A name, or true for the default one. */
  readonly database?: string | true;
}

export function verifyCommand(): Command {
  return createCommand<VerifyCommandOptions>({
    name: 'verify',
    summary: 'prove that files, and a database, are what the manifest says',
    arguments: { '[dir]': 'the folder of the export (default: import)' },
    options: [
      new Option('--database [name]', 'also count everything in the database that was imported from it'),
      ...connectionOptions(),
    ],
    examples: ['bulkgen verify', 'bulkgen verify /tmp/estate --database'],
    async run(context, { database, ...options }, folder = 'import') {
      const { signal, onProgress } = context;
      const { verifyFiles } = await import('../verify/verify-files.ts');
      const manifest = await verifyFiles(folder, { signal, onProgress });
      const { totals } = manifest;
      const files = `${folder} holds what its manifest says: ${formatCount(totals.nodes)} nodes and ${formatCount(totals.relationships)} relationships in ${formatBytes(totals.bytes)}, every sha256 equal\n`;
      if (database === undefined) {
        context.result({ folder, totals, checks: [] }, files);
        return;
      }
      const [{ graphOf }, { useDatabase }, { verifyDatabase }] = await Promise.all([
        import('../export/manifest-graph.ts'),
        import('../neo4j/driver.ts'),
        import('../verify/verify-database.ts'),
      ]);
      const connection = await readConnection({ ...options, ...(database !== true && { database }) });
      const checks = await useDatabase(connection, (opened) => verifyDatabase(opened, manifest, graphOf(manifest)));
      const counted = checks.map(({ name, expected, found }) => [name, found, `of ${formatCount(expected)}`]);
      context.result({ folder, totals, checks }, `${files}${formatTable(counted)}`);
    },
  });
}
