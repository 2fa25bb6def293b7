import type { Model } from '../model/model.ts';
import classic from '../models/classic.ts';
import { cmdb } from '../models/cmdb/model.ts';
import fraud from '../models/fraud.ts';
import social from '../models/social.ts';
import supplyChain from '../models/supply-chain.ts';

/** The models that come with bulkgen. The first is the default. */
export const builtInModels: readonly [Model, ...Model[]] = [cmdb, social, fraud, supplyChain, classic];

/** A source file of a model. */
export interface ModelFile {
  /** Relative to the folder of the file that exports the model, with `/`: `social.ts`, `words/names.ts`. */
  readonly path: string;
  readonly sha256: string;
}

/** Where a model was loaded from. */
export interface ModelSource {
  readonly url: string;
  /** The file that exports the model, then the files that it imports, except those of packages. */
  readonly files: readonly [ModelFile, ...ModelFile[]];
}

/** By name, the model that was loaded last. */
const loaded = new Map<string, Model>();
const sources = new WeakMap<Model, ModelSource>();

/** A model as a manifest names it. */
type NamedModel = Pick<Model, 'name'> & { readonly files?: unknown };

/** The model that a manifest names: one that is built in, or the one of that name that was loaded from a file. */
export function findModel({ name, files }: NamedModel): Model | undefined {
  const builtIn = files === undefined ? builtInModels.find((model) => model.name === name) : undefined;
  return builtIn ?? loaded.get(name);
}

/** What the nodes of a model are called, in the plural. `nodes` for a model that is not known. */
export function nounOf(model: NamedModel): string {
  return findModel(model)?.noun ?? 'nodes';
}

/** Where a model was loaded from. Undefined for one that is built in, or that the program passes itself. */
export function sourceOf(model: Model): ModelSource | undefined {
  return sources.get(model);
}

export function keepLoaded(model: Model, source: ModelSource): void {
  loaded.set(model.name, model);
  sources.set(model, source);
}
