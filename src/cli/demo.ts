import { type Command, Option } from 'commander';
import type { OwnServerStatus } from '../target/own-server.ts';
import { createCommand } from './command.ts';
import { formatSeconds } from './format.ts';
import { formatProof } from './format-proof.ts';
import { describeStatus } from './neo4j/own-server-option.ts';
import { sayCounts } from './snapshot/describe.ts';
import { neo4jVersionOption } from './target-option.ts';

interface DemoOptions {
  readonly target: 'auto' | 'embedded' | 'docker';
  readonly neo4jVersion?: string;
  readonly force?: boolean;
  readonly clean?: boolean;
}

export function demoCommand(): Command {
  return createCommand<DemoOptions>({
    name: 'demo',
    summary: 'a graph in a running Neo4j in seconds, and three questions with their answers',
    description: `Restores a snapshot that comes with bulkgen (demo-small, demo-medium, demo-large, demo-enterprise), or one of your own, into
a server of your own, and prints what is in it, three questions to paste with what they must answer, and how to log in.`,
    arguments: { '[name]': 'which snapshot (default: demo-small)' },
    options: [
      new Option('--target <kind>', 'where Neo4j runs (auto: embedded where there is Java and Maven, else Docker)')
        .choices(['auto', 'embedded', 'docker'])
        .default('auto'),
      neo4jVersionOption(),
      new Option('--force', 'replace what the server holds'),
      new Option('--clean', 'take the server away again, with its databases').conflicts('force'),
    ],
    examples: ['bulkgen demo', 'bulkgen demo demo-medium --force', 'bulkgen demo --clean'],
    async run(context, options, name = 'demo-small') {
      const { signal, onProgress, note, result } = context;
      const { neo4jVersion: version, force = false, clean } = options;
      const { chooseOwnKind, findOwnServer, openOwnServer } = await import('../target/find-own-server.ts');
      const kind = options.target === 'auto' ? await chooseOwnKind({ version, signal }) : options.target;
      if (clean) {
        const server = await findOwnServer({ kind, version });
        await server.remove({ force: true, all: false });
        return result({ removed: server.place }, `Removed ${server.name} and its databases from ${server.place}\n`);
      }
      const [{ findSnapshot }, { readSnapshotManifest }, { restoreSnapshot }] = await Promise.all([
        import('../snapshot/snapshot-store.ts'),
        import('../snapshot/read-snapshot.ts'),
        import('../snapshot/restore-snapshot.ts'),
      ]);
      const path = findSnapshot(name);
      await readSnapshotManifest(path); // before anything is provisioned for it
      const server = await openOwnServer({ kind, version, signal, onProgress });
      const target = await server.openTarget();
      const startedAt = performance.now();
      const restored = await restoreSnapshot({
        path,
        target,
        force,
        signal,
        onProgress,
        onNote: note,
        onWarning: note,
      });
      const seconds = (performance.now() - startedAt) / 1000;
      const status = await server.readStatus();
      const { manifest } = restored;
      const { answers = [] } = manifest;
      const { formatRow } = await import('../snapshot/describe-snapshot.ts');
      const asked = answers.map(
        ({ question, cypher, rows }) =>
          `${question}\n${cypher}\n${rows.map((row) => `  → ${formatRow(row)}\n`).join('')}\n`,
      );
      await result(
        { name: manifest.name, seconds, checks: restored.checks, answers, ...status },
        `${formatProof(restored)}
${manifest.name}: ${sayCounts(manifest)}, restored and proven in ${formatSeconds(seconds)}

${asked.join('')}${describeStatus(status)}${sayNext(status)}`,
      );
    },
  });
}

function sayNext({ httpUri }: OwnServerStatus): string {
  return `Paste a question at ${httpUri}, or take it away again: bulkgen demo --clean\n`;
}
