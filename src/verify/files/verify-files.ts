import { graphOf } from '../../export/create-graph.ts';
import { type Manifest, settingsOfManifest } from '../../export/manifest.ts';
import { type PartPlace, planLike } from '../../export/plan.ts';
import { readManifest } from '../../export/read-manifest.ts';
import { parseShard, partsOfShard } from '../../export/shards/shard.ts';
import type { Model } from '../../model/model.ts';
import { checkOptions, type OptionForms } from '../../options/check-options.ts';
import type { ProgressListener } from '../../progress/progress.ts';
import { ProgressTracker } from '../../progress/tracker.ts';
import { checkContent } from './check-content.ts';
import type { Depth } from './check-part.ts';
import { checkSizes } from './check-sizes.ts';
import { verifyFirstRows, verifyManifest } from './verify-manifest.ts';

/** Which files to verify, and how thoroughly. */
export interface VerifyFilesOptions {
  /** The folder of an export. */
  readonly folder: string;
  /** The model of the files, when it is not a built-in model. */
  readonly model?: Model | undefined;
  /**
   * `sizes`: names, sizes, headers and first rows. `hashes`: also every byte. `rows` (default): also that values have the
   * type of their column, ids are unique and relationships end at existing nodes. `regenerate`: also that every row is
   * what the model makes.
   */
  readonly depth?: Depth | undefined;
  /**
   * `i/n`, such as `3/10`: reads only the parts of that shard, so that machines verify the export together. Sizes, headers and first
   * rows are verified for all parts, the number of properties only for tables whose parts are all in the shard. All parts by default.
   */
  readonly shard?: string | undefined;
  /** Stops the verification. */
  readonly signal?: AbortSignal | undefined;
  /** Called with the progress of the step `verify-files`. */
  readonly onProgress?: ProgressListener | undefined;
}

/**
 * Verifies that a folder holds exactly the files its manifest lists, with the same bytes, and that the manifest is what
 * the model would write. Returns the manifest. Throws `manifest-invalid`, `invalid-model`, `file-missing`,
 * `file-unreadable`, `file-differs` or `file-unexpected` naming the first wrong file and its line, and `worker-failed`.
 */
export async function verifyFiles(options: VerifyFilesOptions): Promise<Manifest> {
  checkOptions('verifyFiles', options, optionForms);
  const { folder, model, depth = 'rows', signal, onProgress } = options;
  const shard = options.shard === undefined ? undefined : parseShard(options.shard);
  const manifest = await readManifest({ folder });
  const plan = planLike(graphOf(manifest, model), settingsOfManifest(manifest));
  verifyManifest(folder, manifest, plan);
  await checkSizes(folder, manifest, plan);
  const tracker = new ProgressTracker(onProgress);
  if (depth !== 'sizes') {
    const places = shard && partsOfShard(plan, shard);
    const total = countBytes(manifest, places) * (depth === 'regenerate' ? 2 : 1);
    tracker.start('verify-files', { message: 'Verifying files', finished: 'Verified files', total, unit: 'bytes' });
    await checkContent({ folder, manifest, plan, places, depth, signal, onBytes: (bytes) => tracker.advance(bytes) });
  }
  await verifyFirstRows(folder, plan);
  tracker.finish();
  return manifest;
}

function countBytes({ tables, totals }: Manifest, places: readonly PartPlace[] | undefined): number {
  return places?.reduce((sum, { table, part }) => sum + tables[table]!.parts[part]!.bytes, 0) ?? totals.bytes;
}

const optionForms: OptionForms<VerifyFilesOptions> = {
  folder: 'folder',
  model: 'any',
  depth: 'any',
  shard: 'string',
  signal: 'signal',
  onProgress: 'function',
};
