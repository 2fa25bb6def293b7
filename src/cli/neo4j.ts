import { Command } from 'commander';

export function neo4jCommand(): Command {
  return new Command('neo4j').summary('start, stop and look after the embedded server');
}
