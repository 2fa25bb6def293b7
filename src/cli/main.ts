import { type Command, CommanderError } from 'commander';
import { BulkgenError } from '../errors.ts';
import { version } from '../version.ts';
import { readAdminLine } from './arguments/admin-line.ts';
import { readHelpWords } from './arguments/help-words.ts';
import { createCommandGroup } from './command.ts';
import { askCommand } from './commands/ask.ts';
import { benchCommand } from './commands/bench.ts';
import { completionCommand } from './commands/completion.ts';
import { demoCommand } from './commands/demo.ts';
import { describeCommand } from './commands/describe.ts';
import { doctorCommand } from './commands/doctor.ts';
import { eventsCommand } from './commands/events.ts';
import { exportCommand } from './commands/export.ts';
import { importCommand } from './commands/import.ts';
import { initCommand } from './commands/init.ts';
import { loadCommand } from './commands/load.ts';
import { mergeCommand } from './commands/merge.ts';
import { neo4jCommand } from './commands/neo4j.ts';
import { recoverCommand } from './commands/recover.ts';
import { schemaCommand } from './commands/schema.ts';
import { snapshotCommand } from './commands/snapshot.ts';
import { statsCommand } from './commands/stats.ts';
import { verifyCommand } from './commands/verify.ts';
import { thrownAfterResult } from './context.ts';
import { writeText } from './output/terminal.ts';

/** Runs the command line and returns the exit code; prints results on stdout, everything else on stderr. */
export async function main(argv: readonly string[]): Promise<number> {
  // A failed write is reported where it happens; without these listeners Node would end the process with a stack trace.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
  let words = argv;
  try {
    const program = createProgram();
    words = readAdminLine(program, readHelpWords(program, argv));
    await program.parseAsync(words, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0; // --help, --version
    const { reportError } = await import('./output/error.ts');
    if (!isHelp(error)) reportError(error, hasResult(error) ? words.filter((word) => word !== '--json') : words);
    return error instanceof CommanderError ? 2 : error instanceof BulkgenError ? error.exitCode : 1;
  }
}

/** The command line with all its commands. */
export function createProgram(): Command {
  const program: Command = createCommandGroup({
    name: 'bulkgen',
    summary: 'generate large, realistic graphs and import them into Neo4j',
    description: ['Generate large, realistic graphs and import them into Neo4j, fast and safely.'],
    commands: [
      exportCommand(),
      mergeCommand(),
      importCommand(),
      loadCommand(),
      recoverCommand(),
      verifyCommand(),
      snapshotCommand(),
      describeCommand(),
      statsCommand(),
      askCommand(),
      schemaCommand(),
      eventsCommand(),
      initCommand(),
      neo4jCommand(),
      demoCommand(),
      doctorCommand(),
      benchCommand(),
      completionCommand(() => program),
    ],
    examples: ['bulkgen export --scale enterprise', 'bulkgen import'],
  }).version(version, '-v, --version', 'print the version');
  configure(program);
  return program;
}

/** Makes commander throw errors, which `main` reports in one place, instead of printing them. */
function configure(command: Command): void {
  command.exitOverride().configureOutput({
    writeOut: (text) => writeText(process.stdout, text),
    outputError: () => {},
  });
  command.showSuggestionAfterError(true).allowExcessArguments(false);
  for (const child of command.commands) configure(child);
}

/** Whether commander printed the help of a command that needs another word, such as `bulkgen schema`. */
function isHelp(error: unknown): boolean {
  return error instanceof CommanderError && error.code === 'commander.help';
}

function hasResult(error: unknown): boolean {
  return typeof error === 'object' && error !== null && thrownAfterResult.has(error);
}
