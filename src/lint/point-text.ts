// Points as Neo4j reads them from text: Cypher's manual, "Spatial values". Keys can be in any case, and a point has two or three
// coordinates.

const field = /\s*([a-zA-Z]+)\s*:\s*(?:'([^']*)'|"([^"]*)"|([^,}]*?))\s*(?:,|$)/y;
const numeric = ['x', 'y', 'z', 'latitude', 'longitude', 'height', 'srid'];
const cartesianCrs: Readonly<Record<string, number>> = { cartesian: 2, 'cartesian-3d': 3 };
const geographicCrs: Readonly<Record<string, number>> = { 'wgs-84': 2, 'wgs-84-3d': 3 };
const srids: Readonly<Record<string, string>> = {
  7203: 'cartesian',
  9157: 'cartesian-3d',
  4326: 'wgs-84',
  4979: 'wgs-84-3d',
};

export interface PointText {
  readonly fields: ReadonlyMap<string, string>;
  /** What stands before and after the braces. */
  readonly around: string;
}

/**
 * Reads `{x:1, y:2}` or `{latitude:53.3, longitude:-6.2, height:10}`, optionally with `crs` or `srid`. Returns nothing if the
 * text is not a point. `crs` is the reference system that the header names; it applies if the text names none.
 */
export function readPoint(text: string, crs?: string): PointText | undefined {
  const [, before, inner, after] = /^(.*?)\{(.*)\}(.*)$/s.exec(text) ?? [];
  const fields = inner === undefined ? undefined : readFields(inner);
  if (!fields) return undefined;
  if (crs !== undefined && !fields.has('srid') && !fields.has('crs')) fields.set('crs', crs);
  for (const name of numeric) {
    const value = fields.get(name);
    if (value !== undefined && !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(value)) return undefined;
  }
  return hasCoordinates(fields) ? { fields, around: `${before}${after}`.trim() } : undefined;
}

/** The point that Neo4j stores, if it differs from what the text says. */
export function describeStoredPoint({ fields, around }: PointText): string | undefined {
  const axis = fields.has('longitude') ? 'longitude' : 'x';
  const longitude = isGeographic(fields) ? Number(fields.get(axis)) : 0;
  const wraps = Math.abs(longitude) > 180;
  const isUsed = around === '' && [...fields.keys()].every((name) => numeric.includes(name) || name === 'crs');
  if (isUsed && !wraps) return undefined;
  const wrapped = longitude - Math.sign(longitude) * 360 * Math.ceil((Math.abs(longitude) - 180) / 360);
  const coordinates = [...fields].filter(([name]) => numeric.includes(name) && name !== 'srid');
  const texts = coordinates.map(([name, value]) => `${name}:${name === axis && wraps ? wrapped : value}`);
  return `{${texts.join(', ')}}`;
}

/** Whether Neo4j knows a coordinate reference system by this name. */
export function isReferenceSystem(name: string): boolean {
  return name.toLowerCase() in cartesianCrs || name.toLowerCase() in geographicCrs;
}

function readFields(text: string): Map<string, string> | undefined {
  const fields = new Map<string, string>();
  field.lastIndex = 0;
  while (field.lastIndex < text.length) {
    const match = field.exec(text);
    if (!match) return undefined;
    const name = match[1]!.toLowerCase();
    if (fields.has(name)) return undefined;
    fields.set(name, match[2] ?? match[3] ?? match[4] ?? '');
  }
  return fields;
}

function hasCoordinates(fields: ReadonlyMap<string, string>): boolean {
  const has = (...names: readonly string[]): boolean => names.every((name) => fields.has(name));
  const crs = systemOf(fields);
  if (crs === undefined && fields.has('srid')) return false;
  if (!has('latitude', 'longitude') && !has('x', 'y')) return false;
  const size = has('z') || has('height') ? 3 : 2;
  if (crs !== undefined && (isGeographic(fields) ? geographicCrs : cartesianCrs)[crs] !== size) return false;
  return !isGeographic(fields) || Math.abs(Number(fields.get('latitude') ?? fields.get('y'))) <= 90;
}

function systemOf(fields: ReadonlyMap<string, string>): string | undefined {
  return fields.get('crs')?.toLowerCase() ?? srids[fields.get('srid') ?? ''];
}

/** Whether the coordinates are on the earth. */
function isGeographic(fields: ReadonlyMap<string, string>): boolean {
  return (fields.has('latitude') && fields.has('longitude')) || (systemOf(fields) ?? '') in geographicCrs;
}
