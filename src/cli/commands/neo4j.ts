import type { Command } from 'commander';
import { createCommandGroup } from '../command.ts';
import { logsCommand } from './neo4j/logs.ts';
import { removeCommand } from './neo4j/remove.ts';
import { startCommand } from './neo4j/start.ts';
import { statusCommand } from './neo4j/status.ts';
import { stopCommand } from './neo4j/stop.ts';

export function neo4jCommand(): Command {
  return createCommandGroup({
    name: 'neo4j',
    summary: 'start, stop and inspect the private server of bulkgen',
    description: [
      'Start, stop and inspect the private Neo4j Community server of bulkgen, embedded or in Docker. The server listens on loopback only.',
    ],
    commands: [startCommand(), stopCommand(), statusCommand(), logsCommand(), removeCommand()],
    examples: ['bulkgen neo4j start', 'bulkgen neo4j start --target docker'],
  });
}
