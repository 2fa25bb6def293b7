// Who calls whom among applications. Within a domain, microservices call those of lower tiers. Most of an environment call its platform, and
// its workflow calls most of them. So calls stay in one environment, and no call leads back.
import type { GraphContext } from '../../../model/definition.ts';
import type { Adjacency, Side } from '../../../model/link/adjacency.ts';
import { createFan } from '../../../model/link/fan.ts';
import { joinCells, type Cell as LinkCell } from '../../../model/link/join-cells.ts';
import type { Ladder } from '../../../model/link/ladder.ts';
import { lazyLinks } from '../../../model/link/lazy-links.ts';
import { createPermutation } from '../../../model/link/permutation.ts';
import { renumberLinks } from '../../../model/link/renumber.ts';
import { boundInDegrees, createWeave, type DegreeClass } from '../../../model/link/weave.ts';
import { onceFor } from '../../../model/once.ts';
import type { Stream } from '../../../random/stream.ts';
import { environment } from '../words.ts';
import { type CallShape, platformTier, shapes, type TargetTier } from './call-shapes.ts';
import type { Estate } from './estate.ts';
import type { ApplicationLabel, CellLabel, Layout } from './layout.ts';
import { listTiers } from './tiers.ts';

/** Neighbouring ranks of a class. */
interface Range {
  readonly first: number;
  readonly count: number;
  /** Their tiers, as targets. */
  readonly tiers: readonly TargetTier[];
}

/** The ranges of a class in one environment. */
interface EnvironmentRanges {
  readonly platform: Range;
  readonly domains: readonly Range[];
  /** All domains together. */
  readonly all: Range;
  readonly workflow: Range;
}

/** The calls of microservices among each other, by number. */
export function linkMicroservices(graph: GraphContext, estate: Estate): Adjacency {
  const layout = estate.layout('Microservice');
  const weave = createWeaver(graph.stream('DEPENDS_ON/Microservice/Microservice'));
  const cells = environment.codes.flatMap((where) => {
    const ranges = findRanges(estate, layout, where);
    if (!ranges) return [];
    const { platform, domains, all, workflow } = ranges;
    return [
      weave({ from: all, to: platform, shape: shapes.platform, isSpread: true }),
      ...domains.flatMap((domain) =>
        listTiers(domain.count).map((tier, index) =>
          weave({
            from: { first: domain.first + tier.first, count: tier.count, tiers: [] },
            to: { first: domain.first, count: tier.first, tiers: domain.tiers.slice(0, index) },
            shape: shapes.domain,
          }),
        ),
      ),
      weave({ from: workflow, to: joinRanges([platform, ...domains]), shape: shapes.workflow }),
    ];
  });
  return joinNumbered({ cells, from: layout, to: layout });
}

/** The calls of a class of applications to those of another: in their own domain and, where there is a shape, to the platform. */
export function linkApplications(
  graph: GraphContext,
  estate: Estate,
  { from, to, domain, platform, isNamed = false, hasPlatform = false }: ApplicationCalls,
): Adjacency {
  const [sources, targets] = [estate.layout(from), estate.layout(to)];
  const weave = createWeaver(graph.stream(`DEPENDS_ON/${from}/${to}`));
  const cells = environment.codes.flatMap((where) => {
    const [own, other] = [findRanges(estate, sources, where), findRanges(estate, targets, where)];
    if (!own || !other) return [];
    const named = isNamed && where === environment.code('production') ? estate.named : 0;
    const pairs = own.domains.map((range, index) => ({ from: range, to: other.domains[index]! }));
    const together = hasPlatform ? [{ from: own.platform, to: other.platform }, ...pairs] : pairs;
    return [
      ...pairs.slice(0, named).map(linkFirst),
      ...(domain
        ? together.map((pair, index) => weave({ ...(index < named ? withoutFirst(pair) : pair), shape: domain }))
        : []),
      ...(platform ? [weave({ from: own.all, to: other.platform, shape: platform, isSpread: true })] : []),
    ];
  });
  return joinNumbered({ cells, from: sources, to: targets });
}

/** Which applications call which. */
export interface ApplicationCalls {
  readonly from: ApplicationLabel;
  readonly to: Exclude<CellLabel, 'Certificate' | 'Change' | 'BusinessService' | 'Team'>;
  /** How those of a domain call those of the same domain. */
  readonly domain?: CallShape;
  /** How those of all domains call those of the platform. */
  readonly platform?: CallShape;
  /** Whether those of the platform call as those of a domain do. */
  readonly hasPlatform?: boolean;
  /** Whether the first source of each domain with a named service has one row: to the first target. */
  readonly isNamed?: boolean;
}

interface RangePair {
  readonly from: Range;
  readonly to: Range;
}

/** The row of the first source, to the first target. */
function linkFirst({ from, to }: RangePair): LinkCell {
  const links = createFan({ sources: 1, targets: 1, degrees: [1] });
  return { firstSource: from.first, firstTarget: to.first, links };
}

function withoutFirst({ from, to }: RangePair): RangePair {
  return { from: { first: from.first + 1, count: from.count - 1, tiers: [] }, to };
}

function findRanges(estate: Estate, layout: Layout, where: number): EnvironmentRanges | undefined {
  return rangesOf(estate)(layout)[where];
}

/** The ranges of a class by environment. All its calls share them, which saves memory: they name the tiers of every domain. */
const rangesOf = onceFor((estate: Estate) =>
  onceFor((layout: Layout) => environment.codes.map((where) => listRanges(estate, layout, where))),
);

/** The cells of an environment follow each other: its platform, its domains, its workflow. */
function listRanges({ cells }: Estate, layout: Layout, where: number): EnvironmentRanges | undefined {
  const own = cells.flatMap((cell, index) => (cell.environment === where ? [index] : []));
  if (own.length === 0) return undefined;
  const ranges = own.map((index): Range => {
    const count = layout.size(index);
    const tiers =
      cells[index]!.kind === 'domain'
        ? listTiers(count).map((tier, level) => ({ count: tier.count, tier: level }))
        : [{ count, tier: platformTier }];
    return { first: layout.first(index), count, tiers };
  });
  const domains = ranges.slice(1, -1);
  const [platform, workflow] = [ranges[0]!, ranges.at(-1)!];
  return { platform, domains, all: joinRanges(domains), workflow };
}

/** Ranges that follow each other, as one. */
function joinRanges(ranges: readonly Range[]): Range {
  return {
    first: ranges[0]!.first,
    count: ranges.reduce((sum, { count }) => sum + count, 0),
    tiers: ranges.flatMap(({ tiers }) => tiers),
  };
}

interface Weaving extends RangePair {
  readonly shape: CallShape;
  /** Whether the sources with most rows are anywhere, not at the start. */
  readonly isSpread?: boolean;
}

/** Makes the weaves of one relationship between two classes. Each is made when it is first asked. */
function createWeaver(stream: Stream): (weaving: Weaving) => LinkCell {
  let number = 0;
  return ({ from, to, shape, isSpread = false }) => {
    const own = number++;
    const listDegrees = (): readonly DegreeClass[] => shape.degrees(from.count, to.count);
    const rows = listDegrees().reduce((sum, { count, degree }) => sum + count * Math.min(degree, to.count), 0);
    let weights: Ladder | undefined; // kept only if the bound was asked: an export makes each weave once and would keep thousands
    const make = (): Adjacency => {
      const links = createWeave(stream, {
        degrees: listDegrees(),
        weights: weights ?? shape.weights(to.tiers),
        number: own,
      });
      if (!isSpread) return links;
      return renumberLinks(links, { sources: createPermutation(stream, Math.max(1, from.count), spreadNumber + own) });
    };
    const mostOf = (side: Side): number => {
      if (side === 'source') return listDegrees()[0]!.degree;
      weights ??= weightsOf(shape.weights)(to.tiers);
      return boundInDegrees({ degrees: listDegrees(), weights });
    };
    const links = lazyLinks({ rows, sources: from.count, targets: to.count, mostOf }, make);
    return { firstSource: from.first, firstTarget: to.first, links };
  };
}

/** Classes that call the same targets share their weights. */
const weightsOf = onceFor((weigh: CallShape['weights']) => onceFor(weigh));

/** Numbers of permutations that no weave of the stream takes. */
const spreadNumber = 2 ** 50;

interface Numbered {
  readonly cells: readonly LinkCell[];
  readonly from: Layout;
  readonly to: Layout;
}

/** Joins cells by rank, and gives the nodes their numbers. */
export function joinNumbered({ cells, from, to }: Numbered): Adjacency {
  const links = joinCells({ sources: from.count, targets: to.count, cells });
  return renumberLinks(links, { sources: from.order, targets: to.order });
}
