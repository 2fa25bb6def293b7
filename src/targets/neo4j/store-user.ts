import { BulkgenError } from '../../errors.ts';
import { readCommand } from '../../system/process-command.ts';
import { quoteWord } from '../../system/quote-word.ts';
import { findUnit } from '../../system/systemd-unit.ts';

/** A process that uses a store. */
export interface StoreUser {
  /** For people: `a running \`neo4j-admin\``. */
  readonly description: string;
  readonly hint: string;
  /** Whether `neo4j stop` stops it for good, if a pid file names it, and `neo4j start` starts it as it was. */
  readonly canStop: boolean;
}

/** Says what a process is and how to stop it. */
export async function describeStoreUser(pid: number): Promise<StoreUser> {
  const unit = await findUnit(pid);
  if (unit !== undefined) {
    const word = quoteWord(unit);
    const hint = `Run \`systemctl stop ${word}\`, run the command again, then run \`systemctl start ${word}\`.`;
    return { description: `which systemd runs as ${unit}`, hint, canStop: false };
  }
  return describeCommand(await readCommand(pid));
}

/** As `describeStoreUser`, from the text that `readCommand` returns. */
export function describeCommand(command: string): StoreUser {
  if (command.includes(' --console-mode ')) {
    const hint = 'End that Neo4j in its terminal (Ctrl-C), run the command again, then start Neo4j again.';
    return { description: 'started with `neo4j console`', hint, canStop: false };
  }
  if (command.includes(' org.neo4j.cli.AdminTool ')) {
    return {
      description: 'a running `neo4j-admin`',
      hint: 'Wait until `neo4j-admin` is done, then run the command again.',
      canStop: false,
    };
  }
  if (command.includes(' --home-dir=')) {
    const hint = 'Stop that Neo4j with the program that started it, then run the command again.';
    return { description: 'a Neo4j without a pid file', hint, canStop: true };
  }
  const program = command.split(' ', 1)[0] || 'unknown';
  return { description: `\`${program}\``, hint: 'End that process, then run the command again.', canStop: false };
}

/** The error for a store that a process uses. */
export function storeInUse(dataFolder: string, pid: number, { description, hint }: StoreUser): BulkgenError {
  return new BulkgenError('target-unusable', `The store in ${dataFolder} is in use by process ${pid}, ${description}`, {
    hint: `${hint} Nothing was changed.`,
  });
}
