import type { Command } from 'commander';
import { createCommandGroup } from '../command.ts';
import { countCommand } from './ask/count.ts';
import { dirtCommand } from './ask/dirt.ts';
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
      'A node is named by its id, such as srv-0000042, or by its name. A name is found if the number of the id is in it, if it follows from the place of the node, or if the class has at most 10,000 nodes.',
    ],
    commands: [
      impactCommand(),
      singlePointsCommand(),
      pathCommand(),
      topCommand(),
      neighboursCommand(),
      countCommand(),
      dirtCommand(),
    ],
    examples: [
      'bulkgen ask impact fra1-sw-a-0001 --aware',
      "bulkgen ask neighbours 'Online Banking' --scale 1b",
      'bulkgen ask top --class Person --by dependants --model social',
    ],
  });
}
