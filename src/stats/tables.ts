// The shape of a graph as the rows of tables, which people read on a terminal or on a page.
import { formatCount, formatQuantity } from '../system/format-number.ts';
import type {
  ConnectionStats,
  DegreeStats,
  DegreeSummary,
  GraphStats,
  LabelStats,
  PropertyStats,
  PublishedSummary,
  TypeStats,
  ValueShare,
} from './graph-stats.ts';

type Row = readonly (string | number)[];

const none = '–';

/** `Microservice → Database`, and `any` for several kinds. */
export function nameConnection({ from, to }: Pick<ConnectionStats, 'from' | 'to'>): string {
  const [start, end] = [from, to].map((kinds) => (kinds.length === 1 ? kinds[0] : 'any'));
  return `${start} → ${end}`;
}

/** `27.0 %`. */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent === 0 || percent === 100) return `${percent} %`;
  return `${Math.min(99.9, Math.max(0.1, percent)).toFixed(1)} %`;
}

/** What is shown of degrees: its title, and how. */
const degreeColumns: readonly (readonly [string, (degrees: DegreeSummary) => string | number])[] = [
  ['zero', ({ zero }) => formatShare(zero)],
  ['p50', ({ p50 }) => p50],
  ['p75', ({ p75 }) => p75],
  ['p90', ({ p90 }) => p90],
  ['p95', ({ p95 }) => p95],
  ['p99', ({ p99 }) => p99],
  ['p99.9', ({ p999 }) => p999],
  ['mean', ({ mean }) => mean.toFixed(2)],
  ['top 1 %', ({ topShare }) => formatShare(topShare)],
  ['Gini', ({ gini }) => gini.toFixed(2)],
  ['α 20+', ({ exponent20 }) => exponent20?.toFixed(2) ?? none],
  ['α 50+', ({ exponent50 }) => exponent50?.toFixed(2) ?? none],
];

/** A title row, and for each connection a row for its fan-out and another for its fan-in. */
export function listDegrees(connections: readonly ConnectionStats[]): readonly Row[] {
  const toRow = (name: string, degrees: DegreeStats): Row => [
    ...[name, degrees.nodes, degrees.linked],
    ...degreeColumns.slice(0, 7).map(([, format]) => format(degrees)),
    degrees.max,
    ...degreeColumns.slice(7).map(([, format]) => format(degrees)),
  ];
  const titles = degreeColumns.map(([title]) => title);
  return [
    ['', 'nodes', 'linked', ...titles.slice(0, 7), 'max', ...titles.slice(7)],
    ...connections.flatMap((connection) => {
      const name = nameConnection(connection);
      return [toRow(`${name}, fan-out`, connection.fanOut), toRow(`${name}, fan-in`, connection.fanIn)];
    }),
  ];
}

/** A title row, and a row for each figure that is published beside what was measured. */
export function listPublished({ fanIn, fanOut, published }: ConnectionStats): readonly Row[] {
  if (!published) return [];
  const toRow = ([title, format]: (typeof degreeColumns)[number]): Row => {
    const figures: readonly (DegreeSummary | PublishedSummary)[] = [fanIn, published.fanIn, fanOut, published.fanOut];
    return [title, ...figures.map(format)];
  };
  return [['', 'fan-in', 'published', 'fan-out', 'published'], ...degreeColumns.map(toRow)];
}

/** A title row, and for each connection the share of equal values at both ends, with that by chance in brackets. */
export function listAgreement(connections: readonly ConnectionStats[]): readonly Row[] {
  const properties = [...new Set(connections.flatMap(({ agreement }) => agreement.map(({ property }) => property)))];
  if (properties.length === 0) return [];
  const rows = connections.flatMap((connection): Row[] => {
    if (connection.agreement.length === 0) return [];
    const cells = properties.map((name) => {
      const found = connection.agreement.find(({ property }) => property === name);
      return found ? `${formatShare(found.same)} (${formatShare(found.expected)})` : none;
    });
    return [[nameConnection(connection), ...cells]];
  });
  return [['same at both ends (by chance)', ...properties], ...rows];
}

/** A title row, and a row for each connection that has rank correlations. */
export function listCorrelations(connections: readonly ConnectionStats[]): readonly Row[] {
  const rows = connections.flatMap((connection): Row[] => {
    const cells = (['fan-in', 'fan-out'] as const).map((direction) => {
      const own = connection.correlations.filter(({ degree }) => degree === direction);
      return own.map(({ with: other, coefficient }) => `${other} ${formatCoefficient(coefficient)}`).join(', ') || none;
    });
    return connection.correlations.length === 0 ? [] : [[nameConnection(connection), ...cells]];
  });
  return rows.length === 0 ? [] : [['rank correlation (Spearman)', 'of fan-in with', 'of fan-out with'], ...rows];
}

/** `0.48`, `−0.10`. */
function formatCoefficient(coefficient: number): string {
  return coefficient.toFixed(2).replace('-0.00', '0.00').replace('-', '−');
}

/** The connections of a type with the most rows, the type as a whole first. */
export function chooseConnections({ connections }: TypeStats, most: number): readonly ConnectionStats[] {
  const [whole, ...others] = connections;
  if (!whole) return [];
  const chosen = new Set(others.toSorted((a, b) => b.rows - a.rows).slice(0, most - 1));
  return [whole, ...others.filter((connection) => chosen.has(connection))];
}

/** A title row, and a row for each property of a label or type. */
export function listProperties({ properties }: LabelStats | TypeStats, mostValues: number): readonly Row[] {
  if (properties.length === 0) return [];
  return [
    ['property', 'missing', 'values'],
    ...properties.map((property): Row => [property.name, property.missing, describeValues(property, mostValues)]),
  ];
}

function describeValues({ values, repeated }: PropertyStats, most: number): string {
  const uniqueness =
    repeated === undefined ? [] : [repeated === 0 ? 'all different' : `${formatCount(repeated)} repeated`];
  if (!values || repeated === 0) return uniqueness[0] ?? 'more than 32';
  if (values.length > 6 && areMostlyUnique(values)) return [`${values.length} different`, ...uniqueness].join(', ');
  const shown = values.slice(0, most).map(({ value, share }) => `${value} ${formatShare(share)}`);
  const others = values.length > most ? [`${values.length - most} more`] : [];
  return [...shown, ...others, ...uniqueness].join(', ');
}

/** Whether values occur less than twice on average: which are the most frequent says nothing then. */
export function areMostlyUnique(values: readonly ValueShare[]): boolean {
  return values.length * 2 > values.reduce((sum, { rows }) => sum + rows, 0);
}

/** What the tables of a type do not say. */
export function describeRows({ selfLinked, repeatedPairs }: ConnectionStats): string {
  const self =
    selfLinked === 1 ? '1 node is linked to itself' : `${formatCount(selfLinked)} nodes are linked to themselves`;
  return `${self}, ${formatQuantity(repeatedPairs, 'pairs')} ${repeatedPairs === 1 ? 'occurs' : 'occur'} again`;
}

/** Whether the ids and names of a graph are unique, and which ends do not exist. */
export function describeUniqueness({ repeated, dangling }: GraphStats): readonly string[] {
  const sentences = repeated.map(({ property, values, repeated: count }) => {
    const all = formatCount(values);
    return count === 0
      ? `All ${all} values of ${property} are different.`
      : `Of ${all} values of ${property}, ${formatCount(count)} occur again.`;
  });
  if (dangling === 0) return sentences;
  return [...sentences, `Left out: ${formatQuantity(dangling, 'relationships')} with an end that does not exist.`];
}
