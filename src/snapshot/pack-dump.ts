import { createWriteStream } from 'node:fs';
import { dirname, join } from 'node:path';
import { type DumpOptions, dumpStore } from '../import/admin/dump.ts';
import { dumpName, type SnapshotManifest } from './snapshot-manifest.ts';

/** The content of a snapshot before it is written: fields of its manifest, and files on this machine. */
export type PackedContent = Pick<SnapshotManifest, 'neo4j' | 'export' | 'answers' | 'content'> & {
  readonly files: readonly PackedFile[];
};

export interface PackedFile {
  /** In the archive. */
  readonly path: string;
  /** On this machine. */
  readonly source: string;
}

export interface PackOptions extends Pick<DumpOptions, 'signal' | 'onProgress' | 'onStep'> {
  /** A folder for files that are needed only until the snapshot is written. */
  readonly temporary: string;
  readonly env?: NodeJS.ProcessEnv | undefined;
}

/** Dumps a database into the temporary folder. */
export async function packDump(
  database: Pick<DumpOptions, 'target' | 'database' | 'beforeDump'>,
  { temporary, signal, onProgress, onStep }: PackOptions,
): Promise<PackedFile> {
  const source = join(temporary, dumpName);
  const output = { open: () => createWriteStream(source), place: dirname(temporary) };
  await dumpStore({ ...database, ...output, signal, onProgress, onStep });
  return { path: dumpName, source };
}
