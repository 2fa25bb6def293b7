import { Option } from 'commander';
import { BulkgenError } from '../../errors.ts';
import type { ReadableGraph } from '../../export/create-graph.ts';
import type { Model } from '../../model/model.ts';
import type { CommandContext } from '../context.ts';
import { loadChosenModel, loadModelOf, type ModelChoice, modelOption } from './model.ts';
import { readScale, readShare } from './values.ts';

/** The values of `graphOptions`. */
export interface GraphCommandOptions extends ModelChoice {
  readonly scale?: number | undefined;
  readonly seed?: string | undefined;
  readonly asOf?: string | undefined;
  readonly dirt?: number | undefined;
}

/** The options of commands that describe a graph which no file needs to hold. */
export function graphOptions(): readonly Option[] {
  return [
    new Option(
      '--scale <scale>',
      'number of nodes: small (default), medium, large, enterprise, or a number such as 250000 or 2m',
    ).argParser(readScale),
    modelOption(),
    new Option('--seed <text>', 'seed of all random values (default: bulkgen)'),
    new Option('--as-of <date>', 'date from which bulkgen counts all dates (default: 2026-01-01)'),
    dirtOption(),
  ];
}

/** The option that makes some nodes wrong on purpose. */
export function dirtOption(): Option {
  return new Option(
    '--dirt <percent>',
    'share of CIs that are wrong on purpose: orphans, stale records and duplicates, a third each; 0 (default) to 50',
  ).argParser(readShare);
}

/** The graph of an export, or that of a model at a scale. Throws `invalid-option` for a folder and the settings of a graph. */
export async function openGraph(
  context: CommandContext,
  { model: name, scale, seed, asOf, dirt }: GraphCommandOptions,
  folder: string | undefined,
): Promise<ReadableGraph<Model>> {
  if (folder === undefined) {
    const model = await loadChosenModel({ model: name });
    const { createGraph } = await import('../../export/create-graph.ts');
    return createGraph<Model>({ model, scale, seed, asOf, dirt });
  }
  refuseSettings({ scale, seed, asOf, dirt });
  const [{ readManifest }, { graphOf }] = await Promise.all([
    import('../../export/read-manifest.ts'),
    import('../../export/create-graph.ts'),
  ]);
  const manifest = await readManifest({ folder });
  await loadModelOf(context, { model: name }, { manifest, place: folder, isFolder: true });
  return graphOf(manifest);
}

/** Refuses the settings of a graph beside an export, which has its own. */
export function refuseSettings({ scale, seed, asOf, dirt }: GraphCommandOptions): void {
  const given = Object.entries({ '--scale': scale, '--seed': seed, '--as-of': asOf, '--dirt': dirt });
  const [option] = given.find(([, value]) => value !== undefined) ?? [];
  if (option === undefined) return;
  throw new BulkgenError('invalid-option', `Expected a folder or ${option}, got both`, {
    hint: `Leave out ${option}: an export has one already.`,
  });
}
