import type { Command } from 'commander';
import { createCommandGroup } from '../command.ts';
import { countCommand } from './ask/count.ts';
import { impactCommand } from './ask/impact.ts';
import { neighboursCommand } from './ask/neighbours.ts';
import { pathCommand } from './ask/path.ts';
import { singlePointsCommand } from './ask/single-points.ts';
import { topCommand } from './ask/top.ts';

export function askCommand(): Command {
  return createCommandGroup({
    name: 'ask',
    summary: 'answer questions about a graph by arithmetic, before a database exists',
    description: [
      'Answer questions about a graph by arithmetic, from its model, seed and scale alone. No file and no database is needed, also for a billion nodes. The answers are those that a database has after an import; --cypher prints the statement that asks it.',
      'A node is named by its id, such as srv-0000042, or by its name where the model finds nodes by name.',
    ],
    commands: [
      impactCommand(),
      singlePointsCommand(),
      pathCommand(),
      topCommand(),
      neighboursCommand(),
      countCommand(),
    ],
    examples: [
      'bulkgen ask impact supplier-0000012 --model supply-chain --scale 1b',
      'bulkgen ask top --class Person --by dependants --model social',
    ],
  });
}
