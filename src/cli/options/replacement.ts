import { Option } from 'commander';
import type { Recovery } from '../../replacement/recover.ts';
import type { CommandContext } from '../context.ts';
import { describeRecovery } from '../output/import.ts';
import { databaseOption, readDatabase } from './connection.ts';
import { liveOption } from './live.ts';
import { loginOptions, type TargetChoice, targetOptions } from './target.ts';
import { readDuration } from './values.ts';

/** The values of `replacementOptions`. */
export interface ReplacementChoice extends TargetChoice {
  readonly database?: string;
  readonly force?: boolean;
  readonly dryRun?: boolean;
  readonly check?: boolean;
  readonly full?: boolean;
  readonly keepPrevious?: boolean;
  readonly timeout?: number;
}

/** The options of the commands that replace a database. */
export function replacementOptions(): readonly Option[] {
  return [
    ...targetOptions(),
    databaseOption(),
    ...loginOptions(),
    new Option('--force', 'replace a database that contains nodes'),
    new Option('--dry-run', 'print the plan and what would make it fail; change nothing'),
    new Option('--check', "run neo4j-admin's consistency check on the new store before the swap"),
    new Option('--full', 'verify every row afterwards, not only samples'),
    new Option('--keep-previous', 'keep the previous store for `bulkgen recover --previous`'),
    new Option('--timeout <time>', 'maximum duration of each step, such as 90s, 30m or 2h (default: none)').argParser(
      readDuration,
    ),
    liveOption(),
  ];
}

/** The settings of an import or a restore by these options, which reports to the context of the command. */
export function readReplacement(options: ReplacementChoice, { signal, onProgress, note }: CommandContext) {
  const { force = false, check = false, full = false, keepPrevious = false, timeout } = options;
  return {
    database: readDatabase(options),
    force,
    check,
    full,
    keepPrevious,
    timeout,
    signal,
    onProgress,
    onRecovery: (recovery: Recovery) => note(describeRecovery(recovery)),
    onWarning: (warning: string) => note(`Warning: ${warning}`),
  };
}
