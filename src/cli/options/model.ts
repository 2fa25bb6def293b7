import { dirname, join, resolve } from 'node:path';
import { Option } from 'commander';
import { BulkgenError } from '../../errors.ts';
import type { Manifest } from '../../export/manifest.ts';
import type { Model } from '../../model/model.ts';
import type { FoundModelFile } from '../../model-loader/find-model-file.ts';
import { quotePath } from '../../system/quote-word.ts';
import type { CommandContext } from '../context.ts';

/** The value of `modelOption`. */
export interface ModelChoice {
  readonly model?: string | undefined;
}

/** The option of commands that generate a graph. */
export function modelOption(): Option {
  return new Option(
    '--model <model>',
    'model of the graph: cmdb (default), social, fraud, supply-chain or classic; or your own: a file such as ./shop.ts, or an installed package',
  );
}

/** The option of commands that read an export, which names its model. */
export function exportModelOption(): Option {
  return new Option(
    '--model <model>',
    'file or package of the model (default: the file that the export names, in the current folder or beside the export)',
  );
}

/** Loads the model that `--model` names. */
export async function loadChosenModel({ model }: ModelChoice): Promise<Model | undefined> {
  if (model === undefined) return undefined;
  const { loadModel } = await import('../../model-loader/load-model.ts');
  return loadModel(model);
}

/** Loads the model of the export in a folder. Does nothing when the folder has none: the reader of the export explains why. */
export async function loadModelOfFolder(context: CommandContext, choice: ModelChoice, folder: string): Promise<void> {
  const { readManifest } = await import('../../export/read-manifest.ts');
  const manifest = await readManifest({ folder }).catch(() => undefined);
  await loadModelOf(context, choice, { manifest, place: folder, isFolder: true });
}

/** Loads the model of the shards in a folder. Does nothing when the folder has none: the merge explains why. */
export async function loadModelOfShards(context: CommandContext, choice: ModelChoice, folder: string): Promise<void> {
  const { readShardRecords } = await import('../../export/shards/shard-files.ts');
  const [record] = await readShardRecords(folder, 1).catch(() => []);
  if (!record) return loadModelOfFolder(context, choice, folder);
  await loadModelOf(context, choice, { manifest: record.settings, place: folder });
}

/** What a manifest has beside its model, and the settings of shards for the most part. */
type NamedSettings = Partial<Pick<Manifest, 'seed' | 'scale' | 'asOf' | 'ids' | 'dirt'>> & {
  readonly tables?: readonly object[];
};

export interface ExportPlace {
  /** What names the model: a manifest, or the settings of shards. */
  readonly manifest: (Pick<Manifest, 'model'> & NamedSettings) | undefined;
  /** The folder or the file that holds the export. */
  readonly place: string;
  /** Whether the place is a folder, to which the command of a hint can export again. */
  readonly isFolder?: boolean;
}

/**
 * Loads the model of an export, so that every function that reads the manifest finds it: the one that `--model` names, else the
 * package that the manifest names, or its file in the current folder or beside the export. These are only run when all their files
 * have the bytes that made the export. Throws `invalid-model` for another model, and where only files with other bytes are found.
 */
export async function loadModelOf(context: CommandContext, choice: ModelChoice, found: ExportPlace): Promise<void> {
  const chosen = await loadChosenModel(choice);
  const { manifest, place, isFolder } = found;
  if (!manifest) return;
  const { name, version, files, package: ownPackage } = manifest.model;
  if (chosen) return refuseOther(chosen, found);
  if (!files) return;
  const [{ findModelFile, showPath }, { loadModelFile }, { hasFiles }] = await Promise.all([
    import('../../model-loader/find-model-file.ts'),
    import('../../model-loader/load-model.ts'),
    import('../../model-loader/model-files.ts'),
  ]);
  const folders = [process.cwd(), dirname(resolve(place))];
  const candidates: readonly FoundModelFile[] =
    ownPackage === undefined
      ? folders.map((folder) => ({ path: join(folder, files[0].path) }))
      : [findModelFile(ownPackage)];
  const unchanged = candidates.find(({ path }) => hasFiles(path, files));
  if (unchanged) {
    loadModelFile(unchanged);
    context.note(`Using model ${name} ${version} of ${ownPackage ?? showPath(unchanged.path)}`);
    return;
  }
  const other = candidates.find(({ path }) => hasFiles(path, files) === false);
  if (!other) return;
  const shown = showPath(other.path);
  throw new BulkgenError(
    'invalid-model',
    `Expected ${shown} to be the model file that made ${place}, got other content`,
    {
      hint: `Name the right file with --model${isFolder ? `, or export again with \`${await spellExport(manifest, shown, place)}\`` : ''}.`,
    },
  );
}

/** The command that writes an export again, by the model of this file. */
async function spellExport(manifest: NamedSettings, modelFile: string, folder: string): Promise<string> {
  const { describeOptions } = await import('../../export/describe-options.ts');
  const gzip = JSON.stringify(manifest.tables ?? []).includes('.csv.gz"');
  const options = describeOptions({ ...manifest, gzip }, ['--model', quotePath(modelFile)]);
  return `bulkgen export${options} --out ${quotePath(folder)} --force`;
}

/** A model of the same name may be built in, or be another file. */
async function refuseOther(chosen: Model, { manifest, place }: ExportPlace): Promise<void> {
  const { builtInNames, sourceOf } = await import('../../model-loader/known-models.ts');
  const { name, files } = manifest!.model;
  const needsBuiltIn = !files && builtInNames.includes(name);
  const origin = needsBuiltIn ? `the model ${name} that is built in` : `model ${name} of a file`;
  const isBuiltIn = sourceOf(chosen) === undefined;
  if (chosen.name === name && isBuiltIn === needsBuiltIn) return;
  const got = isBuiltIn ? `the model ${chosen.name} that is built in` : `model ${chosen.name} of a file`;
  const message = `Expected --model to name what made ${place}, which is ${origin}, got ${got}`;
  throw new BulkgenError('invalid-model', message, { hint: 'Leave out --model, or name the right one.' });
}
