import { BulkgenError } from '../../errors.ts';
import { readCommand } from '../../system/process-command.ts';
import { findUnit } from '../../system/systemd-unit.ts';

/** A process that uses a store. */
export interface Holder {
  /** What it is, for people. */
  readonly what: string;
  readonly hint: string;
  /** Whether `neo4j stop` stops it for good, if a pid file names it, and `neo4j start` makes it what it was. */
  readonly canStop: boolean;
}

/** Who a process is and what to do about it. */
export async function describeHolder(pid: number): Promise<Holder> {
  const unit = await findUnit(pid);
  if (unit !== undefined) {
    const hint = `Run \`systemctl stop ${unit}\`, then import, then \`systemctl start ${unit}\`.`;
    return { what: `which systemd watches over as ${unit}`, hint, canStop: false };
  }
  return judgeCommand(await readCommand(pid));
}

/** The same by its command line alone, as `readCommand` answers it. */
export function judgeCommand(command: string): Holder {
  if (command.includes(' --console-mode ')) {
    const hint = 'End it where it was started (Ctrl-C), then import, then start it again.';
    return { what: 'started with `neo4j console`', hint, canStop: false };
  }
  if (command.includes(' org.neo4j.cli.AdminTool ')) {
    return { what: 'a `neo4j-admin` at work', hint: 'Wait until it is done, then import.', canStop: false };
  }
  if (command.includes(' --home-dir=')) {
    return {
      what: 'a Neo4j that no pid file names',
      hint: 'Stop it where it was started, then import.',
      canStop: true,
    };
  }
  return { what: `\`${command.split(' ', 1)[0] || 'unknown'}\``, hint: 'End it, then import.', canStop: false };
}

/** The refusal to touch a store that this process uses. */
export function storeInUse(dataFolder: string, pid: number, { what, hint }: Holder): BulkgenError {
  return new BulkgenError('target-unusable', `The store in ${dataFolder} is in use by process ${pid}, ${what}`, {
    hint: `Nothing was changed. ${hint}`,
  });
}
