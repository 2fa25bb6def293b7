import { type Command, Option } from 'commander';
import { trackStep } from '../../../progress/tracker.ts';
import { createCommand } from '../../command.ts';
import { explainInterruption, unchanged } from '../../explain-interruption.ts';
import { describeStatus, type OwnServerChoice, ownServerOptions } from '../../options/own-server.ts';
import { noteNewVersion } from '../../options/target.ts';
import { readPort } from '../../options/values.ts';
import { describeRecovery } from '../../output/import.ts';

interface StartOptions extends OwnServerChoice {
  readonly boltPort?: number;
  readonly httpPort?: number;
  readonly with?: 'load-procedure';
}

export function startCommand(): Command {
  return createCommand<StartOptions>({
    name: 'start',
    summary: 'start the server; the first start downloads it with Maven or Docker',
    options: [
      ...ownServerOptions(),
      new Option('--bolt-port <port>', 'port for Bolt (default: 7687, else a free port)').argParser(readPort),
      new Option('--http-port <port>', 'port for Neo4j Browser (default: 7474, else a free port)').argParser(readPort),
      new Option(
        '--with <plugin>',
        'load-procedure: compile and install what `bulkgen load --method procedure` needs, with Maven and a JDK',
      ).choices(['load-procedure']),
    ],
    examples: [
      'bulkgen neo4j start',
      'bulkgen neo4j start --neo4j-version 2026',
      'bulkgen neo4j start --target docker',
      'bulkgen neo4j start --with load-procedure',
    ],
    async run({ signal, onProgress, note, result }, { with: plugin, ...choice }) {
      const { target: kind, neo4jVersion: version, boltPort, httpPort } = choice;
      const [{ openOwnServer }, { waitOnline }, { isInterrupted, recoverImport }] = await Promise.all([
        import('../../../targets/find-own-server.ts'),
        import('../../../neo4j/wait-online.ts'),
        import('../../../replacement/recover.ts'),
      ]);
      if (kind === 'embedded') await noteNewVersion(version, { note });
      const loadProcedure = plugin === 'load-procedure';
      const server = await explainInterruption(signal, unchanged.server, () =>
        openOwnServer({ kind, version, boltPort, httpPort, loadProcedure, signal, onProgress }),
      );
      const target = await server.openTarget();
      if (await isInterrupted({ target })) note(describeRecovery(await recoverImport({ target })));
      const step = { name: 'start', message: `Starting ${server.name}`, finished: `Started ${server.name}` } as const;
      const describeState = async (): Promise<string> => {
        if (!(await target.isRunning())) return `${server.name} is stopped.`;
        const options = kind === 'docker' ? ' --target docker' : '';
        return `${server.name} is running. Stop it with \`bulkgen neo4j stop${options}\`.`;
      };
      await explainInterruption(signal, describeState, () =>
        trackStep(onProgress, step, async () => {
          await target.start({ signal });
          const database = await waitOnline(await target.connection(), { signal, isRunning: target.isRunning });
          await database.close();
        }),
      );
      const status = await server.readStatus();
      await result(status, describeStatus(status));
    },
  });
}
