import { BulkgenError } from '../errors.ts';
import { listNeo4jContainers } from './docker/find-container.ts';
import { openDocker } from './docker/open.ts';
import { findEmbedded, type OpenEmbeddedOptions, openEmbedded } from './embedded/open.ts';
import { openLocal } from './local/open.ts';
import { type Target, type TargetKind, targetKinds } from './target.ts';

export interface ChooseTargetOptions extends OpenEmbeddedOptions {
  readonly kind?: TargetKind | undefined;
  /** Name or id of a container: then the target is docker. */
  readonly container?: string | undefined;
  /** Folder of an installed Neo4j: then the target is local. */
  readonly neo4jHome?: string | undefined;
  /** Where Bolt answers, when the target's own settings do not tell. */
  readonly uri?: string | undefined;
}

export interface ChosenTarget {
  readonly target: Target;
  /** Why it was this one, for people: `the only container of Neo4j`. */
  readonly reason: string;
}

/**
 * The target of a kind, ready to be started. `auto`: what is named (`container`, `neo4jHome`, `NEO4J_HOME`), else an
 * embedded server that is running, else a container of Neo4j, else the embedded one, made where there is none.
 */
export async function chooseTarget(options: ChooseTargetOptions = {}): Promise<ChosenTarget> {
  const { container, neo4jHome } = options;
  const chosen = await chooseKind(options);
  switch (chosen.kind) {
    case 'docker': {
      const target = await openDocker({ ...options, container });
      return { target, reason: target.reason };
    }
    case 'local':
      return { target: await openLocal({ ...options, home: neo4jHome }), reason: chosen.reason };
    default:
      return { target: await openEmbedded(options), reason: chosen.reason };
  }
}

export interface ChosenKind {
  readonly kind: Exclude<TargetKind, 'auto'>;
  /** Empty where only the target itself can say it. */
  readonly reason: string;
}

/** The kind of target that `chooseTarget` takes; nothing is made or started to find out. */
export async function chooseKind(options: ChooseTargetOptions = {}): Promise<ChosenKind> {
  const { kind = 'auto' } = options;
  refuseContradiction(options);
  const named = nameKind(options);
  if (kind !== 'auto') return { kind, reason: named?.reason ?? 'asked for' };
  return named ?? lookAround(options);
}

/** The kind that options and environment mean without a look at the machine. */
function nameKind({ container, neo4jHome, version, env = process.env }: ChooseTargetOptions): ChosenKind | undefined {
  if (container !== undefined) return { kind: 'docker', reason: 'named with --container' };
  if (neo4jHome !== undefined) return { kind: 'local', reason: 'named with --neo4j-home' };
  if (version !== undefined) return { kind: 'embedded', reason: 'asked for by its version' };
  return env['NEO4J_HOME'] ? { kind: 'local', reason: 'named by NEO4J_HOME' } : undefined;
}

/** A daemon that does not answer by then is none to import into. */
const secondsForDocker = 10;

async function lookAround({ env = process.env, signal }: ChooseTargetOptions): Promise<ChosenKind> {
  if (await (await findEmbedded({ env }))?.isRunning()) return { kind: 'embedded', reason: 'it is running' };
  const patience = AbortSignal.any([AbortSignal.timeout(secondsForDocker * 1000), ...(signal ? [signal] : [])]);
  const containers = await listNeo4jContainers({ env, signal: patience }).catch(() => []);
  if (containers.length > 0) return { kind: 'docker', reason: '' }; // the target says it itself
  return { kind: 'embedded', reason: 'no container of Neo4j and no NEO4J_HOME here' };
}

function refuseContradiction({ kind = 'auto', container, neo4jHome, version }: ChooseTargetOptions): void {
  if (!targetKinds.includes(kind)) {
    throw new BulkgenError('invalid-option', `Expected the target to be ${targetKinds.join(', ')}, got \`${kind}\``);
  }
  const options = [
    { name: '--container', kind: 'docker', value: container },
    { name: '--neo4j-home', kind: 'local', value: neo4jHome },
    { name: '--neo4j-version', kind: 'embedded', value: version },
  ].filter(({ value }) => value !== undefined);
  const wrong = options.find((option) => option.kind !== (kind === 'auto' ? options[0]?.kind : kind));
  if (!wrong) return;
  const other = kind === 'auto' ? options[0]!.name : `--target ${kind}`;
  throw new BulkgenError('invalid-option', `Expected ${other} or ${wrong.name}, got both`, {
    hint: `${wrong.name} is for --target ${wrong.kind}.`,
  });
}
