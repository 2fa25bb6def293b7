import { Command, CommanderError } from 'commander';
import { BulkgenError } from '../errors.ts';
import { version } from '../version.ts';
import { demoCommand } from './commands/demo.ts';
import { doctorCommand } from './commands/doctor.ts';
import { eventsCommand } from './commands/events.ts';
import { exportCommand } from './commands/export.ts';
import { importCommand } from './commands/import.ts';
import { neo4jCommand } from './commands/neo4j.ts';
import { recoverCommand } from './commands/recover.ts';
import { schemaCommand } from './commands/schema.ts';
import { snapshotCommand } from './commands/snapshot.ts';
import { verifyCommand } from './commands/verify.ts';
import { reportError } from './output/error.ts';
import { thrownAfterResult } from './run.ts';

/** Runs the command line and answers the exit code; prints results on stdout, everything else on stderr. */
export async function main(argv: readonly string[]): Promise<number> {
  // Who prints is told by its own call; without a listener Node would end the process with a stack trace.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
  try {
    await createProgram().parseAsync(argv, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0; // --help, --version
    if (!isHelp(error)) reportError(error, hasResult(error) ? argv.filter((word) => word !== '--json') : argv);
    return error instanceof CommanderError ? 2 : error instanceof BulkgenError ? error.exitCode : 1;
  }
}

function hasResult(error: unknown): boolean {
  return typeof error === 'object' && error !== null && thrownAfterResult.has(error);
}

function createProgram(): Command {
  const program = new Command('bulkgen')
    .description('Makes big, believable graphs and gets them into Neo4j fast and safely.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .addHelpText('after', '\nExample:\n  $ bulkgen export --scale enterprise\n  $ bulkgen import\n');
  const commands = [
    exportCommand(),
    importCommand(),
    recoverCommand(),
    verifyCommand(),
    snapshotCommand(),
    schemaCommand(),
    eventsCommand(),
    neo4jCommand(),
    demoCommand(),
    doctorCommand(),
  ];
  for (const command of commands) program.addCommand(command);
  configure(program);
  return program;
}

/** A command that needs another word, such as `bulkgen schema`: its help was printed and says it all. */
function isHelp(error: unknown): boolean {
  return error instanceof CommanderError && error.code === 'commander.help';
}

/** Errors are thrown and reported in one place, instead of printed by each command. */
function configure(command: Command): void {
  command.exitOverride().configureOutput({ outputError: () => {} });
  command.showSuggestionAfterError(true).allowExcessArguments(false);
  for (const child of command.commands) configure(child);
}
