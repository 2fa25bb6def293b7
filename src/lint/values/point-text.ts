// Points as Neo4j reads them from text, with what the header says about all points of a column.
import { readDecimal } from './number-text.ts';
import { readStringMap, trimControls } from './string-map.ts';

export interface StoredPoint {
  readonly crs: string;
  readonly coordinates: readonly number[];
  /** What Neo4j stores, if it differs from what the text says. */
  readonly becomes: string | undefined;
  /**
   * Whether Neo4j would never finish with the longitude: it subtracts 360 degrees again and again, which does not change 1e17.
   */
  readonly isEndless: boolean;
}

/** The fields of a point, by their names in small letters. */
export type PointFields = ReadonlyMap<string, string>;

/** By name: the SRID and the number of coordinates. */
const referenceSystems: Readonly<Record<string, { readonly srid: number; readonly dimension: number }>> = {
  cartesian: { srid: 7203, dimension: 2 },
  'cartesian-3d': { srid: 9157, dimension: 3 },
  'wgs-84': { srid: 4326, dimension: 2 },
  'wgs-84-3d': { srid: 4979, dimension: 3 },
};

/** Neo4j takes seconds to wrap a larger one, or never finishes. */
const mostLongitude = 1e12;

const coordinateNames = new Set(['x', 'y', 'z', 'longitude', 'latitude', 'height']);

/**
 * Reads `{x:1, y:2}` or `{latitude:53.3, longitude:-6.2, height:10}`, optionally with `crs` or `srid`. `header` has the fields
 * that apply where the text does not name them. Returns nothing if Neo4j refuses the text.
 */
export function readPoint(text: string, header: PointFields): StoredPoint | undefined {
  const map = readStringMap(text);
  const own = map && readPointFields(map);
  if (!own) return undefined;
  const fields = header.size === 0 ? own : new Map([...header, ...own]);
  const named = findReferenceSystem(fields);
  if (named === 'unknown') return undefined;
  const names = chooseCoordinates(fields);
  if (!names) return undefined;
  const isGeographic = names[0] === 'longitude';
  const crs = named ?? `${isGeographic ? 'wgs-84' : 'cartesian'}${names.length === 3 ? '-3d' : ''}`;
  if (isGeographic && !crs.startsWith('wgs')) return undefined;
  if (referenceSystems[crs]!.dimension !== names.length) return undefined;
  const said = names.map((name) => readDecimal(fields.get(name)!)!.value);
  if (!said.every(Number.isFinite)) return undefined;
  const isOnEarth = crs.startsWith('wgs');
  if (isOnEarth && Math.abs(said[1]!) > 90) return undefined;
  const longitude = isOnEarth ? wrapLongitude(said[0]!) : said[0]!;
  const coordinates = [longitude, ...said.slice(1)];
  const isMeant = longitude === said[0] && isAllUsed(text, map, names);
  const describe = (): string => `{${names.map((name, index) => `${name}:${coordinates[index]}`).join(', ')}}`;
  return {
    crs,
    coordinates,
    becomes: isMeant ? undefined : describe(),
    isEndless: isOnEarth && Math.abs(said[0]!) > mostLongitude,
  };
}

/** The fields of a map that mean something in a point. Returns nothing if one of them comes twice or is not a number. */
export function readPointFields(map: ReadonlyMap<string, string>): PointFields | undefined {
  const fields = new Map<string, string>();
  for (const [key, value] of map) {
    const name = key.toLowerCase();
    if (name !== 'crs' && name !== 'srid' && !coordinateNames.has(name)) continue;
    if (fields.has(name)) return undefined;
    if (name === 'srid') {
      const srid = Number(value);
      if (!/^[+-]?\d+$/.test(value) || srid !== (srid | 0)) return undefined;
      if (srid === -1) continue; // Neo4j marks a missing value with it
    } else if (name !== 'crs' && !readDecimal(value)) return undefined;
    fields.set(name, value);
  }
  return fields;
}

/** Whether Neo4j knows a coordinate reference system by this name. */
export function isReferenceSystem(name: string): boolean {
  return name.toLowerCase().replaceAll(/^["']|["']$/g, '') in referenceSystems;
}

function findReferenceSystem(fields: PointFields): string | undefined {
  const [name, srid] = [fields.get('crs'), fields.get('srid')];
  if (name !== undefined && srid !== undefined) return 'unknown';
  if (name !== undefined) {
    return isReferenceSystem(name) ? name.toLowerCase().replaceAll(/^["']|["']$/g, '') : 'unknown';
  }
  if (srid === undefined) return undefined;
  return Object.keys(referenceSystems).find((key) => referenceSystems[key]!.srid === Number(srid)) ?? 'unknown';
}

/** The names of the coordinates that Neo4j takes, in the order in which it stores them. */
function chooseCoordinates(fields: PointFields): readonly string[] | undefined {
  const has = (name: string): boolean => fields.has(name);
  if (has('x') && has('y')) return has('z') ? ['x', 'y', 'z'] : ['x', 'y'];
  if (!has('longitude') || !has('latitude')) return undefined;
  const height = has('z') ? ['z'] : has('height') ? ['height'] : [];
  return ['longitude', 'latitude', ...height];
}

/** Neo4j subtracts 360 degrees at a time. */
function wrapLongitude(longitude: number): number {
  const turned = longitude % 360;
  return Math.abs(turned) > 180 ? turned - Math.sign(turned) * 360 : turned;
}

/** A point of which Neo4j reads everything, unless it does not know the name of a field. */
const plainPoint = /^\{\s*[a-z]+\s*:[^,{}:'"]+(?:,\s*[a-z]+\s*:[^,{}:'"]+)*\}$/i;

/** Whether Neo4j uses all of the text. */
function isAllUsed(text: string, map: ReadonlyMap<string, string>, names: readonly string[]): boolean {
  for (const key of map.keys()) {
    const name = key.toLowerCase();
    if (!names.includes(name) && name !== 'crs' && name !== 'srid') return false;
  }
  if (plainPoint.test(text)) return true;
  const inner = trimControls(text);
  if (!inner.startsWith('{') || !inner.endsWith('}') || inner.indexOf('{', 1) > 0) return false;
  const lastPart = inner.slice(inner.lastIndexOf(':') + 1, -1);
  return !/,[^,]*\S/.test(lastPart.replace(/"[^"]*"|'[^']*'/, ''));
}
