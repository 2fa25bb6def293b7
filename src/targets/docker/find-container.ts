import { BulkgenError } from '../../errors.ts';
import type { DockerCall } from './command.ts';
import { composeLabels, nameOwnProject } from './compose/labels.ts';
import { type Container, isUp } from './container.ts';
import { importContainerLabel } from './import-container/arguments.ts';
import { inspectContainer, listContainers } from './inspect-container.ts';

export interface ContainerChoice {
  readonly container: Container;
  /** Why this container was chosen, for people: `the only Neo4j container`. */
  readonly reason: string;
}

export interface FindContainerOptions {
  /** Name or id. */
  readonly name?: string | undefined;
  /** The user's working folder: in the folder of a Compose project, its container is meant. */
  readonly folder?: string;
}

/**
 * The container to import into: the named one, or the one of the Compose project in the folder, or the only one with a Neo4j
 * image, or the running one that bulkgen created, in this order. Throws `no-container` and `several-containers`.
 */
export async function findContainer(options: FindContainerOptions, call: DockerCall): Promise<ContainerChoice> {
  const { name, folder = process.cwd() } = options;
  if (name === undefined) {
    return chooseContainer(await listNeo4jContainers(call), { folder, project: nameOwnProject(call.env) });
  }
  const container = await inspectContainer(name, call);
  if (container) return { container, reason: 'named with --container' };
  const others = (await listNeo4jContainers(call)).map((other) => `\`${other.name}\``);
  throw new BulkgenError('no-container', `There is no container \`${name}\``, {
    hint: others.length > 0 ? `Choose one of the Neo4j containers: ${others.join(', ')}.` : howToStart,
  });
}

/** The containers with a Neo4j image, running ones first, without import containers. */
export async function listNeo4jContainers(call: DockerCall): Promise<readonly Container[]> {
  const found = (await listContainers(call)).filter(isNeo4j);
  return found.toSorted((a, b) => Number(isUp(b)) - Number(isUp(a)) || compare(a.name, b.name));
}

/** What decides when no container is named. */
export interface Surroundings {
  /** The user's working folder. */
  readonly folder: string;
  /** The Compose project of bulkgen's server. */
  readonly project: string;
}

/** Chooses among these containers as `findContainer` does without a name. */
export function chooseContainer(containers: readonly Container[], { folder, project }: Surroundings): ContainerChoice {
  if (containers.length === 0) {
    throw new BulkgenError('no-container', 'Docker has no Neo4j container', { hint: howToStart });
  }
  const ofProject = containers.filter(({ labels }) => labels[composeLabels.folder] === folder);
  if (ofProject.length === 1) {
    return { container: ofProject[0]!, reason: 'the container of the Compose project in this folder' };
  }
  if (containers.length === 1) return { container: containers[0]!, reason: 'the only Neo4j container' };
  const own = containers.find((container) => container.labels[composeLabels.project] === project && isUp(container));
  if (own) return { container: own, reason: 'the container that bulkgen started' };
  const list = containers.map(({ name, image, status }) => `${name} (${image}, ${status})`).join(', ');
  throw new BulkgenError('several-containers', `Docker has ${containers.length} Neo4j containers: ${list}`, {
    hint: 'Choose one with --container.',
  });
}

const howToStart = 'Start one with `bulkgen neo4j start --target docker`, or choose another target with --target.';

function isNeo4j({ image, env, labels }: Container): boolean {
  if (importContainerLabel in labels) return false;
  return 'NEO4J_EDITION' in env || /(^|\/)neo4j(:|@|$)/.test(image);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
