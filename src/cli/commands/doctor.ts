import { type Command, Option } from 'commander';
import type { MachineReport } from '../../doctor/examine-machine.ts';
import type { ServerReport } from '../../doctor/examine-server.ts';
import { BulkgenError } from '../../errors.ts';
import { trackStep } from '../../progress/tracker.ts';
import { createCommand } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { type ConnectionOptions, connectionOptions, databaseOption, readConnection } from '../options/connection.ts';
import { readScale } from '../options/values.ts';
import { formatReport, formatServerReport } from '../output/doctor.ts';

interface DoctorOptions extends ConnectionOptions {
  readonly database?: string;
  readonly scale?: number;
}

export function doctorCommand(): Command {
  return createCommand<DoctorOptions>({
    name: 'doctor',
    summary: 'check whether this machine can import, or a running server can load, and what is missing',
    description: [
      'Check Node, Java, Maven, Docker and its Neo4j containers, installed and embedded servers, memory, disk and ports. Report which targets can import now and which one `--target auto` chooses. Nothing is changed.',
      'With any of the options below, check a running server instead: its version, limits, memory and settings, and whether the user can write. Print the settings to change for a load, for neo4j.conf and for Docker Compose.',
      'The exit code is 1 when no target can import, or when the server cannot load.',
    ],
    options: [
      new Option('--scale <scale>', 'number of nodes to load: small, medium, large, enterprise, or a number').argParser(
        readScale,
      ),
      ...connectionOptions(),
      databaseOption(),
    ],
    examples: ['bulkgen doctor', 'bulkgen doctor --json', 'bulkgen doctor --uri bolt://localhost:7687 --scale large'],
    async run(context, given) {
      const { uri, username, passwordFile, database, scale } = given;
      const asksForServer = [uri, username, passwordFile, database, scale].some((value) => value !== undefined);
      await (asksForServer ? checkServer(context, given) : checkMachine(context));
    },
  });
}

async function checkMachine({ signal, onProgress, result }: CommandContext): Promise<void> {
  const { examineMachine } = await import('../../doctor/examine-machine.ts');
  const step = { name: 'examine', message: 'Checking this machine', finished: 'Checked this machine' } as const;
  const report = await trackStep(onProgress, step, () => examineMachine({ signal }));
  await result(report, formatReport(report));
  if (!report.canImport) throw nothingCanImport(report);
}

async function checkServer({ signal, onProgress, result }: CommandContext, given: DoctorOptions): Promise<void> {
  const [{ examineServer }, { useDatabase }] = await Promise.all([
    import('../../doctor/examine-server.ts'),
    import('../../neo4j/driver.ts'),
  ]);
  const connection = await readConnection(given, process.env, signal);
  const step = { name: 'examine', message: 'Checking the server', finished: 'Checked the server' } as const;
  const report = await trackStep(onProgress, step, () =>
    useDatabase(connection, (database) => examineServer({ database, scale: given.scale }), signal),
  );
  await result(report, formatServerReport(report));
  if (!report.canLoad) throw cannotLoad(report);
}

/** The hint says how to make the embedded Neo4j usable. The result has all other details. */
function nothingCanImport({ targets }: MachineReport): BulkgenError {
  return new BulkgenError('nothing-can-import', 'No target on this machine can import now', {
    hint: targets.embedded.needs.join(' '),
  });
}

function cannotLoad({ uri, findings }: ServerReport): BulkgenError {
  const cures = findings.flatMap((check) => (check.status === 'missing' ? [check.cure] : []));
  return new BulkgenError('target-unusable', `Neo4j at ${uri} cannot take a load now`, { hint: cures.join(' ') });
}
