import { BulkgenError } from '../../errors.ts';
import type { DockerCall } from './command.ts';
import { composeLabels, nameOwnProject } from './compose/labels.ts';
import { type Container, inspectContainer, isUp, listContainers } from './container.ts';
import { helperLabel } from './import-container/arguments.ts';

export interface ContainerChoice {
  readonly container: Container;
  /** Why it was this one, for people: `the only container of Neo4j`. */
  readonly reason: string;
}

export interface FindContainerOptions {
  /** Name or id. */
  readonly name?: string | undefined;
  /** Whoever works in the folder of a compose project means its container. */
  readonly folder?: string;
}

/**
 * The container that is meant: the one that is named, else that of the compose project in the folder, else the only one
 * whose image is Neo4j, else the running one that bulkgen made. Throws `no-container` and `several-containers`.
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
    hint:
      others.length > 0 ? `Those of Neo4j are: ${others.join(', ')}.` : `There is none of Neo4j either. ${howToMake}`,
  });
}

/** The containers whose image is Neo4j, running ones first, without bulkgen's own helpers. */
export async function listNeo4jContainers(call: DockerCall): Promise<readonly Container[]> {
  const found = (await listContainers(call)).filter(isNeo4j);
  return found.toSorted((a, b) => Number(isUp(b)) - Number(isUp(a)) || compare(a.name, b.name));
}

/** What a choice without a name goes by. */
export interface Surroundings {
  /** Where the user works. */
  readonly folder: string;
  /** The compose project of bulkgen's own server. */
  readonly project: string;
}

/** As `findContainer` without a name, among these. */
export function chooseContainer(containers: readonly Container[], { folder, project }: Surroundings): ContainerChoice {
  if (containers.length === 0) {
    throw new BulkgenError('no-container', 'Docker has no container whose image is Neo4j', { hint: howToMake });
  }
  const ofProject = containers.filter(({ labels }) => labels[composeLabels.folder] === folder);
  if (ofProject.length === 1) return { container: ofProject[0]!, reason: 'of the compose project in this folder' };
  if (containers.length === 1) return { container: containers[0]!, reason: 'the only container of Neo4j' };
  const own = containers.find((container) => container.labels[composeLabels.project] === project && isUp(container));
  if (own) return { container: own, reason: 'the one that bulkgen started' };
  const list = containers.map(({ name, image, status }) => `${name} (${image}, ${status})`).join(', ');
  throw new BulkgenError('several-containers', `Docker has ${containers.length} containers of Neo4j: ${list}`, {
    hint: 'Say which one with --container.',
  });
}

const howToMake = 'Make one with `bulkgen neo4j start --target docker`, or choose another target with --target.';

function isNeo4j({ image, env, labels }: Container): boolean {
  if (helperLabel in labels) return false;
  return 'NEO4J_EDITION' in env || /(^|\/)neo4j(:|@|$)/.test(image);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
