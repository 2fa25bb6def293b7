import { Command, Option } from 'commander';
import { BulkgenError } from '../errors.ts';
import { trackStep } from '../progress/tracker.ts';
import type { EmbeddedStatus } from '../target/embedded/status.ts';
import { createCommand } from './command.ts';
import { readCount, readPort } from './option-value.ts';
import { printText } from './print-text.ts';
import { neo4jVersionOption } from './target-option.ts';

interface VersionOptions {
  readonly neo4jVersion?: string;
}

export function neo4jCommand(): Command {
  return new Command('neo4j')
    .summary('start, stop and look after the embedded server')
    .description(
      'Starts, stops and looks after the embedded Neo4j, a Community server of your own that listens on loopback only.',
    )
    .addHelpText('after', '\nExample:\n  $ bulkgen neo4j start\n')
    .addCommand(startCommand())
    .addCommand(stopCommand())
    .addCommand(statusCommand())
    .addCommand(logsCommand())
    .addCommand(removeCommand());
}

function startCommand(): Command {
  return createCommand<VersionOptions & { readonly boltPort?: number; readonly httpPort?: number }>({
    name: 'start',
    summary: 'start it; the first time, fetch it with Maven',
    options: [
      neo4jVersionOption(),
      new Option('--bolt-port <port>', 'port of Bolt (default: 7687, or a free one)').argParser(readPort),
      new Option('--http-port <port>', 'port of the Browser (default: 7474, or a free one)').argParser(readPort),
    ],
    examples: ['bulkgen neo4j start', 'bulkgen neo4j start --neo4j-version 2026'],
    async run({ signal, onProgress, note, result }, { neo4jVersion, boltPort, httpPort }) {
      const [{ openEmbedded }, { readStatus }, { waitOnline }, { recoverStore }] = await Promise.all([
        import('../target/embedded.ts'),
        import('../target/embedded/status.ts'),
        import('../neo4j/wait-online.ts'),
        import('../import/recover-store.ts'),
      ]);
      const target = await openEmbedded({ version: neo4jVersion, boltPort, httpPort, signal, onProgress });
      if (await recoverStore(target, 'neo4j')) note('An import was killed: the database from before it is back.');
      await trackStep(onProgress, { name: 'start', message: `Start Neo4j ${target.version}` }, async () => {
        await target.start({ signal });
        const database = await waitOnline({ ...(await target.connection()), database: 'neo4j' }, { signal });
        await database.close();
      });
      const status = await readStatus(target);
      await result(status, describe(status));
    },
  });
}

function stopCommand(): Command {
  return createCommand<VersionOptions>({
    name: 'stop',
    summary: 'stop it gracefully',
    options: [neo4jVersionOption()],
    examples: ['bulkgen neo4j stop'],
    async run({ result }, { neo4jVersion }) {
      const target = await findTarget(neo4jVersion);
      const wasRunning = await target.isRunning();
      await target.stop();
      await result(
        { stopped: wasRunning },
        wasRunning ? `Stopped Neo4j ${target.version}\n` : `Neo4j ${target.version} was not running\n`,
      );
    },
  });
}

function statusCommand(): Command {
  return createCommand<VersionOptions>({
    name: 'status',
    summary: 'say whether it runs, where, and how to log in',
    options: [neo4jVersionOption()],
    examples: ['bulkgen neo4j status', 'bulkgen neo4j status --json'],
    async run({ result }, { neo4jVersion }) {
      const [{ readStatus }, { isUnfinished }] = await Promise.all([
        import('../target/embedded/status.ts'),
        import('../import/recover-store.ts'),
      ]);
      const target = await findTarget(neo4jVersion);
      const [status, importUnfinished] = await Promise.all([readStatus(target), isUnfinished(target, 'neo4j')]);
      await result({ ...status, importUnfinished }, describe(status) + (importUnfinished ? unfinished : ''));
    },
  });
}

function logsCommand(): Command {
  return createCommand<VersionOptions & { readonly lines: number; readonly follow?: boolean; readonly json?: boolean }>(
    {
      name: 'logs',
      summary: "print the end of the server's log",
      options: [
        neo4jVersionOption(),
        new Option('--lines <n>', 'how many lines').argParser(readCount).default(50),
        new Option('--follow', 'go on with what is added, until Ctrl-C'),
      ],
      examples: ['bulkgen neo4j logs --follow'],
      async run({ result, signal }, { neo4jVersion, lines, follow, json }) {
        if (follow && json) {
          throw new BulkgenError('invalid-option', 'Expected --json or --follow, got both', {
            hint: 'A log that goes on is no one JSON object.',
          });
        }
        const { followTail, readTail } = await import('../target/embedded/tail.ts');
        const path = (await findTarget(neo4jVersion)).home.neo4jLog;
        if (follow) {
          for await (const line of followTail(path, { lines, signal })) {
            if (!(await printText(`${line}\n`))) return;
          }
          return;
        }
        const tail = await readTail(path, lines);
        await result({ path, lines: tail }, tail.map((line) => `${line}\n`).join(''));
      },
    },
  );
}

function removeCommand(): Command {
  return createCommand<VersionOptions & { readonly force?: boolean; readonly all?: boolean }>({
    name: 'remove',
    summary: 'remove it with its databases',
    options: [
      neo4jVersionOption(),
      new Option('--force', 'stop it first when it is running'),
      new Option('--all', 'remove the fetched jars too'),
    ],
    examples: ['bulkgen neo4j remove --force'],
    async run({ result }, { neo4jVersion, force = false, all = false }) {
      const { removeEmbedded } = await import('../target/embedded/remove.ts');
      const target = await findTarget(neo4jVersion);
      await removeEmbedded(target, { force, all });
      await result(
        { removed: target.home.folder },
        `Removed Neo4j ${target.version} and its databases from ${target.home.folder}\n`,
      );
    },
  });
}

async function findTarget(version: string | undefined) {
  const { findEmbedded } = await import('../target/embedded.ts');
  const target = await findEmbedded({ version });
  if (target) return target;
  const which = version === undefined ? 'no embedded Neo4j' : `no embedded Neo4j ${version}`;
  throw new BulkgenError('neo4j-missing', `There is ${which} on this machine yet`, {
    hint: 'Make one with `bulkgen neo4j start` or `bulkgen import`.',
  });
}

const unfinished = `An import is at work, or was killed: then \`bulkgen neo4j start\` brings back the database from before it.
`;

function describe({ running, version, uri, httpUri, username, passwordFile, home }: EmbeddedStatus): string {
  return `Neo4j ${version} is ${running ? 'running' : 'stopped'}
  Bolt      ${uri}
  Browser   ${httpUri}
  user      ${username}
  password  in ${passwordFile}
  home      ${home}
`;
}
