// The status of an application, which follows its containers.
import type { GraphContext } from '../../model/definition.ts';
import type { Code } from '../../model/vocabulary.ts';
import { down, maintenance, operational, statusesOfApplications, statusMask } from './configuration-item.ts';
import { followHost, hostStatesOf, isUp } from './host-states.ts';
import { estateOf } from './structure/estate.ts';
import { countNeeded } from './structure/instances.ts';
import type { ApplicationLabel } from './structure/layout.ts';
import { sizeOfRank } from './structure/sizes.ts';
import type { Status } from './words.ts';

/** The containers of an application. */
export interface ContainerStates {
  /** How many there are. */
  readonly replicas: number;
  /** What they make of the application: DOWN or MAINTENANCE where too few of them run, else OPERATIONAL. */
  readonly status: Code<Status>;
}

/** The stream whose draw 0 decides the status of an application, by its lowest bits. */
export function streamOfApplications(graph: GraphContext, label: ApplicationLabel) {
  return graph.stream(`${label}/application`);
}

/** The status of an application by its draw: it is never down while enough of its containers run. */
export function statusOfDraw(bits: number, statusOfContainers: Code<Status>): Code<Status> {
  return followHost(statusesOfApplications[bits & statusMask]!, statusOfContainers);
}

/** Makes the function that gives the status of an application of a class by its number. */
export function createApplicationStatus(
  graph: GraphContext,
  label: ApplicationLabel,
): (application: number) => Code<Status> {
  const layout = estateOf(graph).layout(label);
  const containersOf = createContainerLookup(graph, label);
  const draws = streamOfApplications(graph, label);
  return (application) => {
    const rank = layout.rankOf(application);
    return statusOfDraw(draws.bits(application), containersOf(rank, layout.partOf(rank)).status);
  };
}

/** An application with more containers is never down because of them: half of them would have to fail at once. */
const mostWatched = 8;

/**
 * Makes the function that looks at the containers of an application by its rank and cell: faster than `instances.sizeOf`, which finds the cell. It
 * always returns the same object, which the next call overwrites.
 */
export function createContainerLookup(graph: GraphContext, label: ApplicationLabel) {
  const { cells, instances } = estateOf(graph);
  const states = hostStatesOf(graph);
  const segmentsOf = cells.map((_, cell) =>
    instances.segments.filter((segment) => segment.cell === cell && segment.label === label),
  );
  const found: { replicas: number; status: Code<Status> } = { replicas: 0, status: operational };
  return (rank: number, cell: number): ContainerStates => {
    const segments = segmentsOf[cell]!;
    let index = segments.length - 1;
    while (rank < segments[index]!.firstRank) index--;
    const { firstRank, firstContainer, sizes } = segments[index]!;
    found.replicas = sizeOfRank(sizes, rank - firstRank);
    found.status = operational;
    if (found.replicas === 0 || found.replicas > mostWatched) return found;
    const needed = countNeeded(found.replicas);
    let [running, alive] = [0, 0];
    const first = firstContainer + sizes.start(rank - firstRank);
    for (let container = first; running < needed && container < first + found.replicas; container++) {
      const own = states.statusOfContainer(container, cell);
      if (own !== down) alive++;
      if (isUp(own)) running++;
    }
    if (running < needed) found.status = alive < needed ? down : maintenance;
    return found;
  };
}
