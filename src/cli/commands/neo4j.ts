import { Command } from 'commander';
import { logsCommand } from './neo4j/logs.ts';
import { removeCommand } from './neo4j/remove.ts';
import { startCommand } from './neo4j/start.ts';
import { statusCommand } from './neo4j/status.ts';
import { stopCommand } from './neo4j/stop.ts';

export function neo4jCommand(): Command {
  return new Command('neo4j')
    .summary("start, stop and look after bulkgen's own server")
    .description(
      `Starts, stops and looks after a Neo4j Community server of your own that listens on loopback only: the embedded one, or
one in Docker.`,
    )
    .addHelpText('after', '\nExamples:\n  $ bulkgen neo4j start\n  $ bulkgen neo4j start --target docker\n')
    .addCommand(startCommand())
    .addCommand(stopCommand())
    .addCommand(statusCommand())
    .addCommand(logsCommand())
    .addCommand(removeCommand());
}
