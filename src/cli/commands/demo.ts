import { type Command, Option } from 'commander';
import type { Recovery } from '../../replacement/recover.ts';
import { createCommand } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { describeStatus } from '../options/own-server.ts';
import { neo4jVersionOption } from '../options/target.ts';
import { formatSeconds } from '../output/format.ts';
import { formatProof } from '../output/proof.ts';
import { sayCounts } from '../output/snapshot.ts';
import { sayRecovery } from './recover.ts';

interface DemoOptions {
  readonly target: 'auto' | 'embedded' | 'docker';
  readonly neo4jVersion?: string;
  readonly force?: boolean;
  readonly guide?: boolean;
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
      new Option('--guide', 'serve a guide and a style for Neo4j Browser until Ctrl-C; restore nothing').conflicts([
        'force',
        'clean',
      ]),
      new Option('--clean', 'take the server away again, with its databases').conflicts('force'),
    ],
    examples: ['bulkgen demo', 'bulkgen demo demo-medium --force', 'bulkgen demo --guide', 'bulkgen demo --clean'],
    async run(context, options, name = 'demo-small') {
      if (options.clean) return clean(context, options);
      await (options.guide ? showGuide(context, name) : show(context, options, name));
    },
  });
}

async function clean({ signal, result }: CommandContext, options: DemoOptions): Promise<void> {
  const { findOwnServer } = await import('../../targets/find-own-server.ts');
  const server = await findOwnServer({ kind: await chooseKind(options, signal), version: options.neo4jVersion });
  await server.remove({ force: true, all: false });
  await result({ removed: server.place }, `Removed ${server.name} and its databases from ${server.place}\n`);
}

/** The command ends when it is interrupted, and that is no fault. */
async function showGuide({ signal, result }: CommandContext, given: string): Promise<void> {
  const [{ findSnapshot }, { readSnapshotManifest }, { serveGuide }] = await Promise.all([
    import('../../snapshot/snapshot-store.ts'),
    import('../../snapshot/read-snapshot.ts'),
    import('../../snapshot/serve-guide.ts'),
  ]);
  const { guideUri, styleUri, ended } = await serveGuide(await readSnapshotManifest(findSnapshot(given)), signal);
  await result(
    { guideUri, styleUri },
    `Type these into Neo4j Browser, for its colours and its guide of this graph; Ctrl-C ends this:
  :style ${styleUri}
  :play ${guideUri}
`,
  );
  await ended;
}

async function show(context: CommandContext, options: DemoOptions, given: string): Promise<void> {
  const { signal, onProgress, note, result } = context;
  const { neo4jVersion: version, force = false } = options;
  const [{ findSnapshot }, { readSnapshotManifest }, { restoreSnapshot }, { formatRow }, { openOwnServer }] =
    await Promise.all([
      import('../../snapshot/snapshot-store.ts'),
      import('../../snapshot/read-snapshot.ts'),
      import('../../snapshot/restore-snapshot.ts'),
      import('../../snapshot/describe-snapshot.ts'),
      import('../../targets/find-own-server.ts'),
    ]);
  const path = findSnapshot(given);
  await readSnapshotManifest(path); // before anything is provisioned for it
  const server = await openOwnServer({ kind: await chooseKind(options, signal), version, signal, onProgress });
  const target = await server.openTarget();
  const startedAt = performance.now();
  const told = { onNote: note, onWarning: note, onRecovery: (recovery: Recovery) => note(sayRecovery(recovery)) };
  const restored = await restoreSnapshot({ path, target, force, signal, onProgress, ...told });
  const seconds = (performance.now() - startedAt) / 1000;
  const status = await server.readStatus();
  const { manifest, checks } = restored;
  const { name, answers = [] } = manifest;
  const asked = answers.map(
    ({ question, cypher, rows }) =>
      `${question}\n${cypher}\n${rows.map((row) => `  → ${formatRow(row)}\n`).join('')}\n`,
  );
  await result(
    { name, seconds, checks, answers, ...status },
    `${formatProof(restored)}
${name}: ${sayCounts(manifest)}, restored and proven in ${formatSeconds(seconds)}

${asked.join('')}${describeStatus(status)}Paste a question at ${status.httpUri}, or take it away again: bulkgen demo --clean
A guide and colours for the Browser: bulkgen demo ${given} --guide
`,
  );
}

async function chooseKind({ target, neo4jVersion: version }: DemoOptions, signal: AbortSignal) {
  if (target !== 'auto') return target;
  const { chooseOwnKind } = await import('../../targets/find-own-server.ts');
  return chooseOwnKind({ version, signal });
}
