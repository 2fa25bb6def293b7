import { Option } from 'commander';
import { BulkgenError } from '../../errors.ts';
import type { ChosenTarget } from '../../targets/choose-target.ts';
import type { GivenCredentials } from '../../targets/neo4j/credentials.ts';
import { targets } from '../../targets/registry.ts';
import { type TargetKind, targetKinds } from '../../targets/target.ts';
import type { CommandContext } from '../context.ts';
import { type ConnectionOptions, readGiven, readUri } from './connection.ts';

/** The values of `targetOptions` and `loginOptions`. */
export interface TargetChoice extends ConnectionOptions {
  readonly target: TargetKind | 'auto';
  readonly container?: string;
  readonly neo4jHome?: string;
  readonly neo4jVersion?: string;
}

/** Options that choose where Neo4j runs. */
export function targetOptions(): readonly Option[] {
  return [
    new Option('--target <kind>', 'where Neo4j runs').choices(['auto', ...targetKinds]).default('auto'),
    ...targetKinds.map(namingOption),
  ];
}

export function neo4jVersionOption(): Option {
  return namingOption('embedded');
}

function namingOption(kind: TargetKind): Option {
  const { name, value, description } = targets[kind].option;
  return new Option(`${name} ${value}`, description);
}

/** Options for the login where the target itself does not know it. */
export function loginOptions(): readonly Option[] {
  return [
    new Option('--uri <uri>', 'Bolt address of the server (default: that of the target)').argParser(readUri),
    new Option('--username <name>', 'user name (default: NEO4J_USERNAME, else that of the target)'),
    new Option(
      '--password-file <file>',
      'file that contains the password (default: NEO4J_PASSWORD_FILE, else NEO4J_PASSWORD, else that of the target)',
    ),
  ];
}

/** Chooses a target for a command that must not create one. Throws `neo4j-missing` where there is none. */
export async function openExistingTarget(
  options: TargetChoice,
  given: GivenCredentials,
  signal: AbortSignal,
): Promise<ChosenTarget> {
  const { target: kind, neo4jVersion: version } = options;
  const [{ chooseKind, chooseTarget }, { findEmbedded }] = await Promise.all([
    import('../../targets/choose-target.ts'),
    import('../../targets/embedded/open.ts'),
  ]);
  const choice = { ...options, kind, version, given, signal };
  const chosen = await chooseKind(choice);
  if (chosen.kind !== 'embedded') return chooseTarget(choice);
  const target = await findEmbedded({ version, given });
  if (target) return { target, reason: chosen.reason };
  throw new BulkgenError('neo4j-missing', 'There is no embedded Neo4j on this machine yet', {
    hint: 'Create it with `bulkgen neo4j start`, or choose another target with --target.',
  });
}

/** Chooses the target of a command and provisions it where necessary, except with `--dry-run`. */
export async function openTarget(
  options: TargetChoice & { readonly dryRun?: boolean },
  { signal, onProgress }: CommandContext,
): Promise<ChosenTarget> {
  const given = await readGiven(options);
  if (options.dryRun) return openExistingTarget(options, given, signal);
  const { chooseTarget } = await import('../../targets/choose-target.ts');
  const { target: kind, neo4jVersion: version } = options;
  return chooseTarget({ ...options, kind, version, given, signal, onProgress });
}
