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

export interface PointText {
  readonly fields: ReadonlyMap<string, string>;
  /** What is before and behind the braces. */
  readonly around: string;
}

/**
 * `{x:1, y:2}`, `{latitude:53.3, longitude:-6.2, height:10}`, with `crs` or `srid` where they are not plain; nothing where it
 * is none. `crs` is that of the header, which counts where the text names none.
 */
export function readPoint(text: string, crs?: string): PointText | undefined {
  const [, before, inner, behind] = /^(.*?)\{(.*)\}(.*)$/s.exec(text) ?? [];
  const fields = inner === undefined ? undefined : readFields(inner);
  if (!fields) return undefined;
  if (crs !== undefined && !fields.has('srid') && !fields.has('crs')) fields.set('crs', crs);
  for (const name of numeric) {
    const value = fields.get(name);
    if (value !== undefined && !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(value)) return undefined;
  }
  return hasCoordinates(fields) ? { fields, around: `${before}${behind}`.trim() } : undefined;
}

/** The point that Neo4j makes of it, where that is not all that the text says. */
export function readOtherwise({ fields, around }: PointText): string | undefined {
  const axis = fields.has('longitude') ? 'longitude' : 'x';
  const longitude = isRound(fields) ? Number(fields.get(axis)) : 0;
  const isTurned = Math.abs(longitude) > 180;
  const isWhole = around === '' && [...fields.keys()].every((name) => numeric.includes(name) || name === 'crs');
  if (isWhole && !isTurned) return undefined;
  const turned = longitude - Math.sign(longitude) * 360 * Math.ceil((Math.abs(longitude) - 180) / 360);
  const coordinates = [...fields].filter(([name]) => numeric.includes(name) && name !== 'srid');
  const texts = coordinates.map(([name, value]) => `${name}:${name === axis && isTurned ? turned : value}`);
  return `{${texts.join(', ')}}`;
}

/** Whether Neo4j knows a coordinate reference system of that name. */
export function isReferenceSystem(name: string): boolean {
  return name.toLowerCase() in flatCrs || name.toLowerCase() in roundCrs;
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
  if (crs !== undefined && (isRound(fields) ? roundCrs : flatCrs)[crs] !== size) return false;
  return !isRound(fields) || Math.abs(Number(fields.get('latitude') ?? fields.get('y'))) <= 90;
}

function systemOf(fields: ReadonlyMap<string, string>): string | undefined {
  return fields.get('crs')?.toLowerCase() ?? srids[fields.get('srid') ?? ''];
}

/** Whether it is one of the earth. */
function isRound(fields: ReadonlyMap<string, string>): boolean {
  return (fields.has('latitude') && fields.has('longitude')) || (systemOf(fields) ?? '') in roundCrs;
}
