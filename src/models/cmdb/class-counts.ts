/** The classes of the estate, in the order of their record numbers. */
export type CiClass =
  | 'Region'
  | 'DataCenter'
  | 'NetworkDevice'
  | 'Server'
  | 'Database'
  | 'WebApplication'
  | 'APIService'
  | 'Microservice'
  | 'BackgroundService'
  | 'MobileBackend'
  | 'BusinessService';

/** Shares of the CIs that are neither regions nor data centers, in parts of 10,000; the servers are the rest (38 %). */
const shares: Partial<Record<CiClass, number>> = {
  NetworkDevice: 400,
  Database: 800,
  WebApplication: 800,
  APIService: 1_000,
  Microservice: 2_000,
  BackgroundService: 700,
  MobileBackend: 300,
  BusinessService: 200,
};

/** Who comes first while there are fewer CIs than classes. */
const precedence: readonly CiClass[] = [
  'Server',
  'DataCenter',
  'Region',
  'NetworkDevice',
  'Microservice',
  'APIService',
  'BusinessService',
  'WebApplication',
  'Database',
  'BackgroundService',
  'MobileBackend',
];

/**
 * How many CIs of each class a scale has; the sum is the scale exactly. Every class has at least one from scale 11 on.
 * Regions and data centers grow with the square root of the scale (which IEEE 754 rounds correctly, so it is the same
 * everywhere): 3 data centers for 1,000 CIs, 46 for 500,000.
 */
export function countClasses(scale: number): Readonly<Record<CiClass, number>> {
  const counts = Object.fromEntries(precedence.map((name, place) => [name, place < scale ? 1 : 0])) as Record<
    CiClass,
    number
  >; // fromEntries forgets the keys
  if (scale <= precedence.length) return counts;
  const root = Math.floor(Math.sqrt(scale));
  if (scale >= 50) {
    counts.Region = 2 + Math.floor(root / 64);
    counts.DataCenter = 2 + Math.floor(root / 16);
  }
  const shared = scale - counts.Region - counts.DataCenter - (precedence.length - 2);
  let rest = scale - counts.Region - counts.DataCenter;
  for (const [name, share] of Object.entries(shares) as [CiClass, number][]) {
    counts[name] = 1 + takeShare(shared, share);
    rest -= counts[name];
  }
  counts.Server = rest;
  return counts;
}

// Split before the multiplication, which would pass 2^53 at the largest scales.
function takeShare(total: number, share: number): number {
  return Math.floor(total / 10_000) * share + Math.floor(((total % 10_000) * share) / 10_000);
}
