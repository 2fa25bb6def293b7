import { formatBytes } from '../system/format-number.ts';
import { describeShortage } from '../system/free-space.ts';
import type { Check, Problem } from './check.ts';
import type { Place, Use } from './places.ts';

interface SpaceNeed {
  /** Bytes. With less than `least` nothing works; with less than `ample` an import may run out of space. */
  readonly least: number;
  readonly ample: number;
  /** How to choose another folder; the end of a sentence. */
  readonly alternative: string;
}

/**
 * `data`: the live and the staging store, each with 256 MiB of transaction logs from the start. `cache`: 159 MB of jars and
 * 214 MB of class archives, of Neo4j 2026.
 */
const spaceNeeds: Partial<Record<Use, SpaceNeed>> = {
  data: { least: 0.6e9, ample: 2e9, alternative: 'name another folder with BULKGEN_HOME' },
  cache: { least: 0.4e9, ample: 1e9, alternative: 'name another folder with BULKGEN_HOME' },
  'temporary files': { least: 0, ample: 0.2e9, alternative: 'name another folder with TMPDIR' },
  'this folder': { least: 0, ample: 1e9, alternative: 'name another folder with `bulkgen export --out`' },
};

/** One check for the usable folders of each file system, and one for each folder with a problem. */
export function evaluateDisk(places: readonly Place[]): readonly Check[] {
  const problems = places.map(evaluatePlace);
  const mounts = new Map<string, Place[]>();
  for (const [index, place] of places.entries()) {
    if (problems[index] || !spaceNeeds[place.use]) continue;
    const mount = place.probe?.mount ?? place.path;
    mounts.set(mount, [...(mounts.get(mount) ?? []), place]);
  }
  return [...[...mounts].map(describeMount), ...problems.filter((problem) => problem !== undefined)];
}

/** The problem of a folder; undefined when the folder is usable. */
export function evaluatePlace({ use, path, probe, failure }: Place): Problem | undefined {
  const facts = { use, path, nearest: probe?.nearest ?? null, free: probe?.free ?? null };
  if (failure) return { ...failure, message: `The file system of ${path} (${use}) does not answer`, facts };
  const need = spaceNeeds[use];
  if (!need) return undefined;
  const { nearest, free } = probe;
  const { least, ample, alternative } = need;
  if (!probe.isFolder || !probe.isWritable) {
    const fault = probe.isFolder ? 'is not writable for this user' : 'is not a folder';
    const status = least > 0 ? 'missing' : 'warning';
    const message =
      nearest === path ? `${path} (${use}) ${fault}` : `${path} (${use}) cannot be created: ${nearest} ${fault}`;
    return {
      area: 'disk',
      status,
      message,
      cure: `Make ${nearest} a folder that you can write to, or ${alternative}.`,
      facts,
    };
  }
  if (free === undefined || free >= ample) return undefined;
  const status = free < least ? 'missing' : 'warning';
  const message = describeShortage({ place: `${path} (${use})`, needed: free < least ? least : ample, free });
  return { area: 'disk', status, message, cure: `Free some space, or ${alternative}.`, facts };
}

function describeMount([mount, places]: [string, readonly Place[]]): Check {
  const free = places[0]?.probe?.free;
  const uses = places.map(({ use }) => use).join(', ');
  const message = free === undefined ? `Unknown free space on ${mount}` : `${formatBytes(free)} free on ${mount}`;
  const paths = Object.fromEntries(places.map(({ use, path }) => [use, path]));
  return { area: 'disk', status: 'ok', message: `${message} (${uses})`, facts: { mount, free: free ?? null, paths } };
}
