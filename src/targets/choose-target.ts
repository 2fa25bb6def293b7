import { BulkgenError } from '../errors.ts';
import { checkOptions } from '../options/check-options.ts';
import { listNeo4jContainers } from './docker/find-container.ts';
import { findEmbedded } from './embedded/open.ts';
import { checkGiven } from './neo4j/credentials.ts';
import { type ChooseTargetOptions, chooseForms, targets } from './registry.ts';
import { type Target, type TargetKind, targetKinds } from './target.ts';

/** A target, and why it was chosen. */
export interface ChosenTarget {
  readonly target: Target;
  /** Why bulkgen uses this target, for people: `the only Neo4j container`. */
  readonly reason: string;
}

/**
 * Opens the target of a kind. For `auto` it opens the target that is named (`container`, `neo4jHome`, `version`, `NEO4J_HOME`),
 * else an embedded server that is running, else a container of Neo4j, else the embedded server, which it creates if necessary.
 */
export async function chooseTarget(options: ChooseTargetOptions = {}): Promise<ChosenTarget> {
  checkOptions('chooseTarget', options, chooseForms);
  checkGiven(options.given);
  const chosen = await chooseKind(options);
  const { target, reason = chosen.reason } = await targets[chosen.kind].open(options);
  return { target, reason };
}

export interface ChosenKind {
  readonly kind: TargetKind;
  /** Empty where only the opened target knows it. */
  readonly reason: string;
}

/** The kind of target that `chooseTarget` opens. Creates and starts nothing. */
export async function chooseKind(options: ChooseTargetOptions = {}): Promise<ChosenKind> {
  const { kind = 'auto' } = options;
  refuseContradiction(options);
  const named = findNamedKind(options);
  if (kind !== 'auto') return { kind, reason: named?.reason ?? 'asked for' };
  return named ?? detectKind(options);
}

/** The kind that an option or the environment names. */
function findNamedKind(options: ChooseTargetOptions): ChosenKind | undefined {
  const { env = process.env } = options;
  const kind = findKinds(options)[0];
  if (kind) return { kind, reason: targets[kind].reason };
  return env['NEO4J_HOME'] ? { kind: 'local', reason: 'named by NEO4J_HOME' } : undefined;
}

/** The kinds whose options are given. */
function findKinds(options: ChooseTargetOptions): readonly TargetKind[] {
  return targetKinds.filter((kind) => targets[kind].readOption(options) !== undefined);
}

/** A daemon that does not answer within this time does not count. */
const secondsForDocker = 10;

async function detectKind({ env = process.env, signal }: ChooseTargetOptions): Promise<ChosenKind> {
  const embedded = await findEmbedded({ env }).catch(() => undefined); // that of another user does not count
  if (await embedded?.isRunning()) return { kind: 'embedded', reason: 'it is running' };
  const limit = AbortSignal.any([AbortSignal.timeout(secondsForDocker * 1000), ...(signal ? [signal] : [])]);
  const containers = await listNeo4jContainers({ env, signal: limit }).catch(() => []);
  if (containers.length > 0) return { kind: 'docker', reason: '' }; // the opened target says which container, and why
  return { kind: 'embedded', reason: 'no container of Neo4j and no NEO4J_HOME here' };
}

/** Throws `invalid-option` for an unknown kind, and for options of different kinds. */
function refuseContradiction(options: ChooseTargetOptions): void {
  const { kind = 'auto' } = options;
  if (kind !== 'auto' && !targetKinds.includes(kind)) {
    const expected = ['auto', ...targetKinds].join(', ');
    throw new BulkgenError('invalid-option', `Expected --target to be ${expected}, got \`${kind}\``);
  }
  const kinds = findKinds(options);
  const expectedKind = kind === 'auto' ? kinds[0] : kind;
  const other = kinds.find((given) => given !== expectedKind);
  if (!other) return;
  const { name } = targets[other].option;
  const conflicting = kind === 'auto' ? targets[kinds[0]!].option.name : `--target ${kind}`;
  throw new BulkgenError('invalid-option', `Expected ${conflicting} or ${name}, got both`, {
    hint: `Use ${name} only with --target ${other}.`,
  });
}
