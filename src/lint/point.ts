// Points as Neo4j reads them from text: Cypher's manual, "Spatial values"; the keys in any case, two or three coordinates.

const field = /\s*([a-zA-Z]+)\s*:\s*(?:'([^']*)'|"([^"]*)"|([^,}]*?))\s*(?:,|$)/y;
const numeric = ['x', 'y', 'z', 'latitude', 'longitude', 'height', 'srid'];
const flatCrs: Readonly<Record<string, number>> = { cartesian: 2, 'cartesian-3d': 3 };
const roundCrs: Readonly<Record<string, number>> = { 'wgs-84': 2, 'wgs-84-3d': 3 };
const srids: Readonly<Record<string, string>> = {
  7203: 'cartesian',
  9157: 'cartesian-3d',
  4326: 'wgs-84',
  4979: 'wgs-84-3d',
};

/** `{x:1, y:2}`, `{latitude:53.3, longitude:-6.2, height:10}`, with `crs` or `srid` where they are not plain. */
export function isPoint(text: string): boolean {
  const inner = /\{(.*)\}/s.exec(text)?.[1]; // what is around the braces is not looked at
  const fields = inner === undefined ? undefined : readFields(inner);
  if (!fields) return false;
  for (const name of numeric) {
    const value = fields.get(name);
    if (value !== undefined && !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(value)) return false;
  }
  return hasCoordinates(fields);
}

/** Whether Neo4j knows a coordinate reference system of that name. */
export function isReferenceSystem(name: string): boolean {
  return name.toLowerCase() in flatCrs || name.toLowerCase() in roundCrs;
}

function readFields(text: string): ReadonlyMap<string, string> | undefined {
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
  const crs = fields.get('crs')?.toLowerCase() ?? srids[fields.get('srid') ?? ''];
  if (crs === undefined && fields.has('srid')) return false;
  const isRound = has('latitude', 'longitude') || (crs !== undefined && crs in roundCrs);
  if (!has('latitude', 'longitude') && !has('x', 'y')) return false;
  const size = has('z') || has('height') ? 3 : 2;
  if (crs !== undefined && (isRound ? roundCrs : flatCrs)[crs] !== size) return false;
  const latitude = Number(fields.get('latitude') ?? (isRound ? fields.get('y') : 0));
  return !isRound || Math.abs(latitude) <= 90;
}
