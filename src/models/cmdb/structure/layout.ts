import type { GraphContext } from '../../../model/definition.ts';
import { createPermutation, keepValues, type Permutation } from '../../../model/link/permutation.ts';
import { environment, supportGroup } from '../words.ts';
import { type Cell, type CellShare, weighCells } from './cells.ts';
import { divide, type Shares } from './shares.ts';

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
  Microservice: { platform: 14, workflow: 20 },
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
  const production = environment.code('production');
  const isHere = ({ environment: where }: Cell): boolean => where === production || !onlyProduction.includes(label);
  const weights = weighCells(graph.scale, cells, cellShares[label]).map((weight, index) =>
    isHere(cells[index]!) ? weight : 0,
  );
  const isNeeded = ({ environment: where, kind }: Cell): boolean => {
    if (where !== production) return false;
    if (label === 'Microservice') return kind === 'platform'; // one more than its share: a small estate has a vault and a message bus
    return needed.includes(label) && (kind === 'domain' || label === 'Team');
  };
  const supportTeams = label === 'Team' ? supportGroup.codes.length : 0;
  const shares = divide(count, weights, (index) => {
    const cell = cells[index]!;
    return Number(isNeeded(cell)) + (isNeeded(cell) && cell.kind === 'platform' ? supportTeams : 0);
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
