import { type Code, vocabulary } from '../../../model/vocabulary.ts';
import { environment } from '../words.ts';
import { countNamed, namedServices } from './named-services.ts';

/** What applications are about. The first two serve all others: `platform` is called by most, and `workflow` calls most. */
export const domain = vocabulary(
  'platform',
  'workflow',
  ...namedServices.map((service) => service.domain),
  ...(['invoices', 'inventory', 'returns', 'loyalty', 'search', 'pricing', 'notifications'] as const),
  ...(['reports', 'contracts', 'bookings', 'documents', 'subscriptions', 'procurement', 'forecasts'] as const),
);

/** The name of a domain. */
export type Domain = (typeof domain.words)[number];

/** One domain in one environment: what is in it agrees in environment, team, criticality and place. */
export interface Cell {
  readonly environment: Code<(typeof environment.words)[number]>;
  readonly domain: Code<Domain>;
  readonly kind: 'platform' | 'domain' | 'workflow';
}

/** Parts of 1,000 of a class that belong to the platform and to the workflow; the domains share the rest. */
export interface CellShare {
  readonly platform: number;
  readonly workflow: number;
}

/** Parts of 100 of an estate, in the order of `environment`. */
const environmentWeights = [60, 15, 15, 10];

/** Even a small copy of production has so many domains, if it has four microservices for each. */
const fewDomains = 2;

/** A smaller estate has production only. */
const smallestWithTests = 200;

const production = environment.code('production');
const [platform, workflow, ...domains] = domain.codes;

/** The weights of the environments of an estate. */
export function weighEnvironments(scale: number): readonly number[] {
  return scale < smallestWithTests ? environmentWeights.map((_, index) => Number(index === 0)) : environmentWeights;
}

/**
 * The cells of an estate, production first. A domain of production has about 600 microservices, and there are at least as many domains as named
 * services. The other environments are smaller copies: a small one has only the first domains.
 */
export function createCells(scale: number, microservices: number): readonly Cell[] {
  const weights = weighEnvironments(scale);
  const countOf = (index: number): number => (microservices * weights[index]!) / 100;
  const most = clamp(Math.floor(countOf(0) / 600), Math.max(1, countNamed(scale)), domains.length);
  return environment.codes
    .filter((code) => weights[code]! > 0)
    .flatMap((code) => {
      const few = clamp(Math.floor(countOf(code) / 4), 1, Math.min(fewDomains, most));
      const count = code === production ? most : clamp(Math.floor(countOf(code) / 30), few, most);
      const own = domains.slice(0, count).map((of) => ({ environment: code, domain: of, kind: 'domain' as const }));
      return [
        { environment: code, domain: platform!, kind: 'platform' as const },
        ...own,
        { environment: code, domain: workflow!, kind: 'workflow' as const },
      ];
    });
}

/** How the cells share a class, by weight. The first domain is the largest: the weight of domain n falls as 1 / (n + 3). */
export function weighCells(scale: number, cells: readonly Cell[], share: CellShare): readonly number[] {
  const environments = weighEnvironments(scale);
  const sums = environment.codes.map((code) =>
    cells.reduce((sum, cell) => sum + (cell.environment === code ? weighDomain(cell) : 0), 0),
  );
  return cells.map((cell) => {
    const part =
      cell.kind === 'domain'
        ? Math.floor(((1_000 - share.platform - share.workflow) * 1_000 * weighDomain(cell)) / sums[cell.environment]!)
        : share[cell.kind] * 1_000;
    return environments[cell.environment]! * part;
  });
}

/** How many containers or machines an application or database of a cell has at least, if there are enough: all of production need its platform. */
export function replicasOf({ kind, environment: where }: Cell): number {
  return kind === 'platform' && where === production ? 3 : 1;
}

function weighDomain({ kind, domain: code }: Cell): number {
  return kind === 'domain' ? Math.floor(1_000 / (code - domains[0]! + 3)) : 0;
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
