import { dirname, join, resolve } from 'node:path';
import { Option } from 'commander';
import { BulkgenError } from '../../errors.ts';
import type { Manifest } from '../../export/manifest.ts';
import type { Model } from '../../model/model.ts';
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
  await loadModelOf(context, choice, { manifest, place: folder });
}

export interface ExportPlace {
  readonly manifest: Manifest | undefined;
  /** The folder or the file that holds the export. */
  readonly place: string;
}

/**
 * Loads the model of an export, so that every function that reads the manifest finds it: the one that `--model` names, else the
 * package that the manifest names, or its file in the current folder or beside the export. These are only run when all their files
 * have the bytes that made the export. Throws `invalid-model` for another model, and where only files with other bytes are found.
 */
export async function loadModelOf(context: CommandContext, choice: ModelChoice, found: ExportPlace): Promise<void> {
  const chosen = await loadChosenModel(choice);
  const { manifest, place } = found;
  if (!manifest) return;
  const { name, version, files, package: ownPackage } = manifest.model;
  if (chosen) return refuseOther(chosen, found);
  if (!files) return;
  const [{ findModelFile, showPath }, { loadModelFile }, { hasFiles }] = await loadModules();
  let other: string | undefined;
  for (const path of listPlaces(manifest.model, place, findModelFile)) {
    const isSame = hasFiles(path, files);
    if (isSame) {
      loadModelFile({ path, ...(ownPackage !== undefined && { package: ownPackage }) });
      context.note(`Using model ${name} ${version} of ${ownPackage ?? showPath(path)}`);
      return;
    }
    if (isSame === false) other ??= path;
  }
  if (other === undefined) return;
  const message = `Expected ${showPath(other)} to be the model file that made ${place}, got other content`;
  throw new BulkgenError('invalid-model', message, {
    hint: `Name the right file with --model, or export again with \`bulkgen export --model ${quotePath(showPath(other))}\`.`,
  });
}

/** Where the main file of a model may be: in its package, or in the current folder and beside the export. */
function listPlaces(
  { files, package: ownPackage }: Manifest['model'],
  place: string,
  findModelFile: (name: string) => { readonly path: string },
): readonly string[] {
  if (ownPackage !== undefined) return [findModelFile(ownPackage).path];
  return [process.cwd(), dirname(resolve(place))].map((folder) => join(folder, files![0].path));
}

function loadModules() {
  return Promise.all([
    import('../../model-loader/find-model-file.ts'),
    import('../../model-loader/load-model.ts'),
    import('../../model-loader/model-files.ts'),
  ]);
}

/** A model of the same name may be built in, or be another file. */
async function refuseOther(chosen: Model, { manifest, place }: ExportPlace): Promise<void> {
  const { builtInModels, sourceOf } = await import('../../model-loader/known-models.ts');
  const { name, files } = manifest!.model;
  const needsBuiltIn = !files && builtInModels.some((model) => model.name === name);
  const origin = needsBuiltIn ? `the model ${name} that is built in` : `model ${name} of a file`;
  const isBuiltIn = sourceOf(chosen) === undefined;
  if (chosen.name === name && isBuiltIn === needsBuiltIn) return;
  const got = isBuiltIn ? `the model ${chosen.name} that is built in` : `model ${chosen.name} of a file`;
  const message = `Expected --model to name what made ${place}, which is ${origin}, got ${got}`;
  throw new BulkgenError('invalid-model', message, { hint: 'Leave out --model, or name the right one.' });
}
