import { type Command, Option } from 'commander';
import { BulkgenError } from '../../../errors.ts';
import { createCommand } from '../../command.ts';
import { type OwnServerChoice, ownServerOptions } from '../../options/own-server.ts';
import { readCount } from '../../options/values.ts';

interface LogsOptions extends OwnServerChoice {
  readonly lines: number;
  readonly follow?: boolean;
  readonly json?: boolean;
}

export function logsCommand(): Command {
  return createCommand<LogsOptions>({
    name: 'logs',
    summary: "print the end of the server's log",
    options: [
      ...ownServerOptions(),
      new Option('--lines <n>', 'number of lines').argParser(readCount).default(50),
      new Option('--follow', 'print new lines until Ctrl-C'),
    ],
    examples: ['bulkgen neo4j logs --follow', 'bulkgen neo4j logs --target docker'],
    async run({ result, print, signal }, { target: kind, neo4jVersion: version, lines, follow, json }) {
      if (follow && json) {
        throw new BulkgenError('invalid-option', 'Expected --json or --follow, got both', {
          hint: 'Leave out --json to follow the log, or --follow to print one JSON object.',
        });
      }
      const { findOwnServer } = await import('../../../targets/find-own-server.ts');
      const server = await findOwnServer({ kind, version });
      if (follow) {
        for await (const line of server.followLog({ lines, signal })) {
          if (!(await print(`${line}\n`))) return;
        }
        return;
      }
      const tail = await server.readLog(lines);
      await result({ ...server.log, lines: tail }, tail.map((line) => `${line}\n`).join(''));
    },
  });
}
