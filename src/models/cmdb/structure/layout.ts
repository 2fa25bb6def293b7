import type { GraphContext } from '../../../model/definition.ts';
import { createPermutation, keepValues, type Permutation } from '../../../model/link/permutation.ts';
import { environment, supportGroup } from '../words.ts';
import { type Cell, type CellShare, weighCells } from './cells.ts';
import { add, divide, type Shares } from './shares.ts';

/** Applications, from those that users see down. */
export const applicationLabels = [
  'WebApplication',
  'MobileBackend',
  'APIService',
  'BackgroundService',
  'Microservice',
] as const;

export type ApplicationLabel = (typeof applicationLabels)[number];

/** How the cells share each class. Business services and teams are in production. */
const cellShares = {
  WebApplication: { platform: 0, workflow: 0 },
  MobileBackend: { platform: 0, workflow: 0 },
  APIService: { platform: 40, workflow: 0 },
  BackgroundService: { platform: 60, workflow: 0 },
  Microservice: { platform: 17, workflow: 20 },
  Database: { platform: 50, workflow: 0 },
  Certificate: { platform: 0, workflow: 0 },
  Change: { platform: 25, workflow: 20 },
  BusinessService: { platform: 0, workflow: 0 },
  Team: { platform: 100, workflow: 50 },
} as const satisfies Record<string, CellShare>;

export type CellLabel = keyof typeof cellShares;

/** Each domain of production has one, if there are enough: a named service needs them. The platform and the workflow have a team, too. */
const needed: readonly CellLabel[] = ['BusinessService', 'WebApplication', 'Database', 'Team'];
const onlyProduction: readonly CellLabel[] = ['BusinessService', 'Team'];
/** Their numbers are in another order than their ranks, so a number says nothing about its CI. */
const permuted: readonly CellLabel[] = [...applicationLabels, 'Database', 'Change'];

/**
 * A platform has at least so many microservices (a vault, a message bus …), but no more than a tenth of its environment unless its share is
 * larger.
 */
const smallestPlatform = 5;

const production = environment.code('production');

/** The CIs of a class in the cells. In the order of their ranks, those of one cell follow each other. */
export interface Layout extends Shares {
  /** The order of the numbers; none where they are the ranks. */
  readonly order: Permutation | undefined;
  rankOf(number: number): number;
  numberOf(rank: number): number;
}

/** Divides a class among the cells. */
export function createLayout(graph: GraphContext, label: CellLabel, cells: readonly Cell[]): Layout {
  const { count } = graph.nodes(label);
  const isHere = ({ environment: where }: Cell): boolean => where === production || !onlyProduction.includes(label);
  const weights = weighCells(graph.scale, cells, cellShares[label]).map((weight, index) =>
    isHere(cells[index]!) ? weight : 0,
  );
  /** How many microservices the platform of an environment gets before the others are divided by weight. */
  const extraOfPlatform = (index: number): number => {
    const { environment: where } = cells[index]!;
    const countOf = (weight: number): number => Math.floor((count * weight) / add(weights));
    const own = countOf(add(weights.filter((_, other) => cells[other]!.environment === where)));
    const missing = Math.min(smallestPlatform, Math.floor(own / 10)) - countOf(weights[index]!);
    return Math.max(0, missing);
  };
  const shares = divide(count, weights, (index) => {
    const cell = cells[index]!;
    if (label === 'Microservice') return cell.kind === 'platform' ? extraOfPlatform(index) : 0;
    return countNeeded(label, cell);
  });
  const order =
    permuted.includes(label) && count > 0
      ? keepValues(createPermutation(graph.stream(`${label}/order`), count))
      : undefined;
  return {
    ...shares,
    order,
    rankOf: (number) => (order ? order.indexOf(number) : number),
    numberOf: (rank) => (order ? order.at(rank) : rank),
  };
}

/** How many of a class, other than microservices, a cell has in any case. */
function countNeeded(label: CellLabel, { environment: where, kind }: Cell): number {
  if (where !== production || !needed.includes(label)) return 0;
  if (label !== 'Team') return kind === 'domain' ? 1 : 0;
  return kind === 'platform' ? 1 + supportGroup.codes.length : 1;
}
