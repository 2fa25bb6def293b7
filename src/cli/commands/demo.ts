import { type Command, Option } from 'commander';
import { createCommand } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { explainInterruption, unchanged } from '../explain-interruption.ts';
import { liveOption } from '../options/live.ts';
import { exportModelOption, loadModelOf, type ModelChoice } from '../options/model.ts';
import { removeServer } from '../options/own-server.ts';
import { neo4jVersionOption, noteNewVersion } from '../options/target.ts';
import { formatDemo } from '../output/demo.ts';
import { describeRecovery } from '../output/import.ts';

interface DemoOptions extends ModelChoice {
  readonly target: 'auto' | 'embedded' | 'docker';
  readonly neo4jVersion?: string;
  readonly force?: boolean;
  readonly counts?: boolean;
  readonly guide?: boolean;
  readonly clean?: boolean;
}

export function demoCommand(): Command {
  return createCommand<DemoOptions>({
    name: 'demo',
    summary: 'restore a snapshot into a private Neo4j and print three questions with their answers',
    description: [
      'Restore a snapshot into a private Neo4j server: one that comes with bulkgen (demo-small, demo-medium, demo-large, demo-enterprise), or your own. Then print its contents, three questions with their expected answers, and how to log in.',
    ],
    arguments: { '[name]': 'name of a snapshot (default: demo-small)' },
    options: [
      new Option('--target <kind>', 'where Neo4j runs; auto is embedded with Java and Maven, else Docker')
        .choices(['auto', 'embedded', 'docker'])
        .default('auto'),
      neo4jVersionOption(),
      exportModelOption().conflicts('clean'),
      new Option(
        '--force',
        'replace a database that contains nodes; with --clean, remove data that bulkgen did not make',
      ),
      new Option('--counts', 'list the verified count of every label and type').conflicts('clean'),
      new Option('--guide', 'restore nothing; serve a guide and a style for Neo4j Browser until Ctrl-C').conflicts([
        'force',
        'clean',
      ]),
      new Option(
        '--clean',
        'remove the server with its databases and users, unless a database was changed after bulkgen filled it',
      ),
      liveOption().conflicts(['guide', 'clean']),
    ],
    examples: [
      'bulkgen demo',
      'bulkgen demo demo-medium --force --live',
      'bulkgen demo --guide',
      'bulkgen demo --clean',
    ],
    async run(context, options, name = 'demo-small') {
      if (options.clean) return clean(context, options);
      await (options.guide ? showGuide(context, options, name) : show(context, options, name));
    },
  });
}

async function clean(context: CommandContext, options: DemoOptions): Promise<void> {
  const { findOwnServer } = await import('../../targets/find-own-server.ts');
  const server = await findOwnServer({
    kind: await chooseKind(options, context.signal),
    version: options.neo4jVersion,
  });
  await removeServer(context, server, { force: options.force ?? false, all: false, stopsServer: true });
}

/** Ends without an error when it is interrupted. */
async function showGuide(context: CommandContext, options: DemoOptions, given: string): Promise<void> {
  const { signal, note, result } = context;
  const [{ findSnapshot }, { readSnapshotManifest }, { serveGuide }, { checkGuide }] = await Promise.all([
    import('../../snapshot/snapshot-store.ts'),
    import('../../snapshot/read-snapshot.ts'),
    import('../../snapshot/serve-guide.ts'),
    import('../check-guide.ts'),
  ]);
  const path = findSnapshot(given);
  const manifest = await readSnapshotManifest({ snapshot: path });
  await loadModelOf(context, options, { manifest: manifest.export, place: path });
  const warning = await checkGuide(manifest, {
    kind: await chooseKind(options, signal).catch(() => 'embedded' as const),
    version: options.neo4jVersion,
    signal,
  });
  if (warning !== undefined) note(`Warning: ${warning}`);
  const { guideUri, styleUri, ended } = await serveGuide(manifest, signal);
  await result(
    { guideUri, styleUri },
    `Type these commands into Neo4j Browser to see its colours and its guide of this graph. Press Ctrl-C to stop:
  :style ${styleUri}
  :play ${guideUri}
`,
  );
  await ended;
}

async function show(context: CommandContext, options: DemoOptions, given: string): Promise<void> {
  const { signal, onProgress, note, result } = context;
  const { neo4jVersion: version, force = false } = options;
  const [{ findSnapshot }, { readSnapshotManifest }, { restoreSnapshot }, { answerQuestions }, { openOwnServer }] =
    await Promise.all([
      import('../../snapshot/snapshot-store.ts'),
      import('../../snapshot/read-snapshot.ts'),
      import('../../snapshot/restore-snapshot.ts'),
      import('../../snapshot/questions.ts'),
      import('../../targets/find-own-server.ts'),
    ]);
  const path = findSnapshot(given);
  const manifest = await readSnapshotManifest({ snapshot: path }); // refuse a damaged one before a server is provisioned
  await loadModelOf(context, options, { manifest: manifest.export, place: path });
  const kind = await chooseKind(options, signal);
  if (kind === 'embedded') await noteNewVersion(version, context);
  const server = await explainInterruption(signal, unchanged.server, () =>
    openOwnServer({ kind, version, signal, onProgress }),
  );
  const target = await server.openTarget();
  const startedAt = performance.now();
  const restored = await explainInterruption(signal, unchanged.database, () =>
    restoreSnapshot({
      snapshot: path,
      target,
      force,
      signal,
      onProgress,
      onNote: note,
      onWarning: (warning) => note(`Warning: ${warning}`),
      onRecovery: (recovery) => note(describeRecovery(recovery)),
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  const status = await server.readStatus();
  const { checks } = restored;
  const { name } = manifest;
  const questions = answerQuestions(manifest);
  await result(
    { name, seconds, checks, answers: questions.questions, answersFrom: questions.origin, ...status },
    formatDemo({ given, manifest, questions, restored, seconds, status, listsCounts: options.counts ?? false }),
  );
}

async function chooseKind({ target, neo4jVersion: version }: DemoOptions, signal: AbortSignal) {
  if (target !== 'auto') return target;
  const { chooseOwnKind } = await import('../../targets/find-own-server.ts');
  return chooseOwnKind({ version, signal });
}
