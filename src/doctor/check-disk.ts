import type { Finding, Unwell } from './finding.ts';
import type { Place, Use } from './places.ts';
import { formatGigabytes } from './size.ts';

interface Room {
  /** Bytes without which nothing works, and those below which it soon may not. */
  readonly least: number;
  readonly ample: number;
  /** How another folder is named, the end of a sentence. */
  readonly elsewhere: string;
}

/**
 * `data`: two stores, the live and the staged, each with 256 MiB of transaction logs from its beginning. `cache`: 128 MB of
 * jars and 117 MB of class archives.
 */
const rooms: Partial<Record<Use, Room>> = {
  data: { least: 0.6e9, ample: 2e9, elsewhere: 'name another folder with BULKGEN_HOME' },
  cache: { least: 0.4e9, ample: 1e9, elsewhere: 'name another folder with BULKGEN_HOME' },
  'temporary files': { least: 0, ample: 0.2e9, elsewhere: 'name another folder with TMPDIR' },
  'this folder': { least: 0, ample: 1e9, elsewhere: 'name another folder with `bulkgen export --out`' },
};

/** One finding for all folders that are well on one file system, and one for each that is not. */
export function judgeDisk(places: readonly Place[]): readonly Finding[] {
  const unwell = places.map(judgePlace);
  const mounts = new Map<string, Place[]>();
  for (const [index, place] of places.entries()) {
    if (unwell[index] || !rooms[place.use]) continue;
    const mount = place.probe?.mount ?? place.path;
    mounts.set(mount, [...(mounts.get(mount) ?? []), place]);
  }
  return [...[...mounts].map(describeMount), ...unwell.filter((finding) => finding !== undefined)];
}

/** What is wrong with a folder; nothing when all is well. */
export function judgePlace({ use, path, probe, failure }: Place): Unwell | undefined {
  const facts = { use, path, nearest: probe?.nearest ?? null, free: probe?.free ?? null };
  if (failure) return { ...failure, message: `The file system of ${path} (${use}) does not answer`, facts };
  const room = rooms[use];
  if (!room) return undefined;
  const { nearest, free } = probe;
  const { least, ample, elsewhere } = room;
  if (!probe.isFolder || !probe.isWritable) {
    const what = probe.isFolder ? 'is not writable for this user' : 'is no folder';
    const status = least > 0 ? 'missing' : 'warning';
    const message =
      nearest === path ? `${path} (${use}) ${what}` : `${path} (${use}) cannot be made: ${nearest} ${what}`;
    return {
      area: 'disk',
      status,
      message,
      cure: `Make ${nearest} a folder that you can write to, or ${elsewhere}.`,
      facts,
    };
  }
  if (free === undefined || free >= ample) return undefined;
  const status = free < least ? 'missing' : 'warning';
  const message = `Only ${formatGigabytes(free)} are free for ${path} (${use})`;
  return { area: 'disk', status, message, cure: `Free some space, or ${elsewhere}.`, facts };
}

function describeMount([mount, places]: [string, readonly Place[]]): Finding {
  const free = places[0]?.probe?.free;
  const uses = places.map(({ use }) => use).join(', ');
  const message =
    free === undefined ? `Room that is not told on ${mount}` : `${formatGigabytes(free)} free on ${mount}`;
  const paths = Object.fromEntries(places.map(({ use, path }) => [use, path]));
  return { area: 'disk', status: 'ok', message: `${message} (${uses})`, facts: { mount, free: free ?? null, paths } };
}
