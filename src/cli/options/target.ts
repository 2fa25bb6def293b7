import { Option } from 'commander';
import { BulkgenError } from '../../errors.ts';
import type { ChosenTarget } from '../../targets/choose-target.ts';
import type { GivenCredentials } from '../../targets/neo4j/credentials.ts';
import { type TargetKind, targetKinds } from '../../targets/target.ts';
import type { CommandContext } from '../context.ts';
import { type ConnectionOptions, readGiven, readUri } from './connection.ts';

/** What the options of `targetOptions` and `loginOptions` say. */
export interface TargetChoice extends ConnectionOptions {
  readonly target: TargetKind;
  readonly container?: string;
  readonly neo4jHome?: string;
  readonly neo4jVersion?: string;
}

/** Where Neo4j runs. */
export function targetOptions(): readonly Option[] {
  return [
    new Option('--target <kind>', 'where Neo4j runs').choices(targetKinds).default('auto'),
    new Option('--container <name>', 'container of Neo4j (default: the only one)'),
    new Option('--neo4j-home <dir>', 'folder of an installed Neo4j (default: NEO4J_HOME)'),
    neo4jVersionOption(),
  ];
}

export function neo4jVersionOption(): Option {
  return new Option(
    '--neo4j-version <version>',
    'version of the embedded Neo4j, 5.26 or 2026 (default: the one that is there, else 5.26)',
  );
}

/** Who logs in, and where, when the target itself does not tell. */
export function loginOptions(): readonly Option[] {
  return [
    new Option('--uri <uri>', 'where Bolt answers (default: as the target says)').argParser(readUri),
    new Option('--username <name>', 'user (default: NEO4J_USERNAME, or as the target says)'),
    new Option(
      '--password-file <file>',
      'file with the password (default: NEO4J_PASSWORD_FILE, NEO4J_PASSWORD, or as the target says)',
    ),
  ];
}

/** `chooseTarget` for a command that must not make one. Throws `neo4j-missing` where it would. */
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
    hint: 'Make one with `bulkgen neo4j start`, or choose another target with --target.',
  });
}

/** The target of a command's work. Where nothing may be touched (`--dry-run`), nothing is provisioned either. */
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
