import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
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
 * file that the manifest names, in the current folder or beside the export. A file is only run when it has the bytes that made
 * the export. Throws `invalid-model` for another model, and for a file that was edited.
 */
export async function loadModelOf(context: CommandContext, choice: ModelChoice, found: ExportPlace): Promise<void> {
  const chosen = await loadChosenModel(choice);
  const { manifest, place } = found;
  if (!manifest) return;
  const { name, version, files } = manifest.model;
  if (chosen && chosen.name !== name) {
    const message = `Expected --model to be the model of ${place}, which is ${name}, got ${chosen.name}`;
    throw new BulkgenError('invalid-model', message, { hint: 'Leave out --model, or name the right one.' });
  }
  if (chosen || !files) return;
  const path = await findUnchanged(files[0], [process.cwd(), dirname(resolve(place))]);
  if (path === undefined) return;
  const [{ loadModel }, { showPath }] = await Promise.all([
    import('../../model-loader/load-model.ts'),
    import('../../model-loader/find-model-file.ts'),
  ]);
  loadModel(path);
  context.note(`Model ${name} ${version} of ${showPath(path)}`);
}

/** The path of the file in one of the folders. Throws `invalid-model` when only edited ones are there. */
async function findUnchanged(
  { path: name, sha256 }: { readonly path: string; readonly sha256: string },
  folders: readonly string[],
): Promise<string | undefined> {
  let edited: string | undefined;
  for (const path of folders.map((folder) => join(folder, name))) {
    const bytes = await readFile(path).catch(() => undefined);
    if (!bytes) continue;
    if (createHash('sha256').update(bytes).digest('hex') === sha256) return path;
    edited ??= path;
  }
  if (edited === undefined) return undefined;
  throw new BulkgenError(
    'invalid-model',
    `The model file ${edited} is not the one that made the export, or was edited since`,
    {
      hint: `Run \`bulkgen export --model ${quotePath(edited)}\` again, or name the right file with --model.`,
    },
  );
}
