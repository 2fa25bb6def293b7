import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { type DumpOptions, dumpStore } from '../import/admin/dump.ts';
import { dumpName, type SnapshotManifest } from './snapshot-manifest.ts';

/** What goes into a snapshot, and the files of it that are there already. */
export type Packed = Pick<SnapshotManifest, 'neo4j' | 'export' | 'answers' | 'content'> & {
  readonly files: readonly PackedFile[];
};

export interface PackedFile {
  readonly path: string;
  /** On this machine. */
  readonly source: string;
}

export interface PackOptions extends Pick<DumpOptions, 'signal' | 'onProgress' | 'onStep'> {
  /** A folder for what is only there until all is packed. */
  readonly temporary: string;
  readonly env?: NodeJS.ProcessEnv | undefined;
}

export async function packDump(
  from: Pick<DumpOptions, 'target' | 'database' | 'look'>,
  { temporary, signal, onProgress, onStep }: PackOptions,
): Promise<PackedFile> {
  const source = join(temporary, dumpName);
  await dumpStore({ ...from, signal, onProgress, onStep, open: () => createWriteStream(source) });
  return { path: dumpName, source };
}
