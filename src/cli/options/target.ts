import { Option } from 'commander';
import { BulkgenError } from '../../errors.ts';
import { checkBoltUri } from '../../neo4j/bolt-uri.ts';
import type { ChosenTarget } from '../../targets/choose-target.ts';
import type { FindEmbeddedOptions } from '../../targets/embedded/open.ts';
import { type ChooseTargetOptions, targets } from '../../targets/registry.ts';
import { type Target, type TargetKind, targetKinds } from '../../targets/target.ts';
import type { CommandContext } from '../context.ts';
import { explainInterruption, unchanged } from '../explain-interruption.ts';
import { type ConnectionOptions, readGiven } from './connection.ts';

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
    new Option(
      '--target <kind>',
      'where Neo4j runs: in a container (docker), installed on this machine (local), or as a private server of bulkgen (embedded); auto chooses one',
    )
      .choices(['auto', ...targetKinds])
      .default('auto'),
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
    new Option('--uri <uri>', 'Bolt address of the server (default: the address of the target)').argParser(
      checkBoltUri,
    ),
    new Option('--username <name>', 'user name (default: NEO4J_USERNAME, else the user of the target)'),
    new Option(
      '--password-file <file>',
      'file that contains the password (default: NEO4J_PASSWORD_FILE, else NEO4J_PASSWORD, else the password of the target)',
    ),
  ];
}

/** Chooses an existing target and prints the choice. Throws `neo4j-missing` where the target would have to be created. */
export async function openExistingTarget(options: TargetChoice, context: CommandContext): Promise<Target> {
  return openWithoutCreating(options, context, async () => {
    throw new BulkgenError('neo4j-missing', 'There is no embedded Neo4j on this machine yet', {
      hint: 'Create it with `bulkgen neo4j start`, or choose another target with --target.',
    });
  });
}

/** The target of a dry run: an existing one, or the embedded one that would be created. */
async function openPlannedTarget(options: TargetChoice, context: CommandContext): Promise<Target> {
  return openWithoutCreating(options, context, async (found) => {
    await noteNewVersion(found.version, context);
    const { planEmbedded } = await import('../../targets/embedded/planned.ts');
    return planEmbedded(found);
  });
}

async function openWithoutCreating(
  options: TargetChoice,
  context: CommandContext,
  whenMissing: (options: FindEmbeddedOptions) => Promise<Target>,
): Promise<Target> {
  const [{ chooseKind, chooseTarget }, { findEmbedded }] = await Promise.all([
    import('../../targets/choose-target.ts'),
    import('../../targets/embedded/open.ts'),
  ]);
  const given = await readGiven(options, context.signal);
  const choice = { ...pickTarget(options), given, signal: context.signal };
  const chosen = await chooseKind(choice);
  if (chosen.kind !== 'embedded') return announce(await chooseTarget(choice), context);
  const embedded = { version: choice.version, given };
  const target = (await findEmbedded(embedded)) ?? (await whenMissing(embedded));
  return announce({ target, reason: chosen.reason }, context);
}

/** Chooses a target, provisions it where necessary, except with `--dry-run`, and prints the choice. */
export async function openTarget(
  options: TargetChoice & { readonly dryRun?: boolean },
  context: CommandContext,
): Promise<Target> {
  if (options.dryRun) return openPlannedTarget(options, context);
  const { chooseKind, chooseTarget } = await import('../../targets/choose-target.ts');
  const { signal, onProgress } = context;
  const given = await readGiven(options, signal);
  const choice = { ...pickTarget(options), given, signal, onProgress };
  const chosen = await explainInterruption(signal, unchanged.server, async () => {
    const { kind, reason } = await chooseKind(choice);
    if (kind === 'embedded') await noteNewVersion(choice.version, context);
    const { target, reason: found } = await chooseTarget({ ...choice, kind });
    return { target, reason: reason || found };
  });
  return announce(chosen, context);
}

/** Prints why a new embedded server does not have the usual version. */
export async function noteNewVersion(asked: string | undefined, { note }: Pick<CommandContext, 'note'>): Promise<void> {
  const { explainNewVersion } = await import('../../targets/embedded/open.ts');
  const sentence = await explainNewVersion(asked);
  if (sentence !== undefined) note(sentence);
}

/** What `chooseTarget` takes of the options of a command. */
function pickTarget({ target: kind, container, neo4jHome, neo4jVersion: version, uri }: TargetChoice) {
  return { kind, container, neo4jHome, version, uri } satisfies ChooseTargetOptions;
}

function announce({ target, reason }: ChosenTarget, { note }: CommandContext): Target {
  note(`Target ${target.description} (${reason})`);
  return target;
}
