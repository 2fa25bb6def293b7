import type { Model } from '../model/model.ts';
import classic from '../models/classic.ts';
import { cmdb } from '../models/cmdb/model.ts';
import fraud from '../models/fraud.ts';
import social from '../models/social.ts';
import supplyChain from '../models/supply-chain.ts';
import { quotePath } from '../system/quote-word.ts';
import type { ModelFiles } from './model-files.ts';

/** The models that come with bulkgen. The first is the default. */
export const builtInModels: readonly [Model, ...Model[]] = [cmdb, social, fraud, supplyChain, classic];

/** The names of the models that come with bulkgen, in their order. */
export const builtInNames: readonly string[] = builtInModels.map(({ name }) => name);

/** Where a model was loaded from. */
export interface ModelSource {
  readonly path: string;
  /** The package whose main file it is. */
  readonly package?: string;
  readonly files: ModelFiles;
}

/** By name, the model that was loaded last. */
const loaded = new Map<string, Model>();
const sources = new WeakMap<Model, ModelSource>();

/** A model as a manifest names it. */
interface NamedModel {
  readonly name: string;
  readonly files?: ModelFiles | undefined;
  readonly package?: string | undefined;
}

/** The model that a manifest names: one that is built in, or the one of that name that was loaded from a file. */
export function findModel({ name, files }: NamedModel): Model | undefined {
  const builtIn = files === undefined ? builtInModels.find((model) => model.name === name) : undefined;
  return builtIn ?? loaded.get(name);
}

/** What the nodes of a model are called, in the plural. `nodes` for a model that is not known. */
export function nounOf(model: NamedModel): string {
  return findModel(model)?.noun ?? 'nodes';
}

/** The words of a command that name the model of a manifest; none for the default model. */
export function listModelWords({ name, files, package: ownPackage }: NamedModel): readonly string[] {
  if (name === builtInModels[0].name && !files) return [];
  return ['--model', quotePath(ownPackage ?? files?.[0].path ?? name)];
}

/** Where a model was loaded from. Undefined for one that is built in, or that the program passes itself. */
export function sourceOf(model: Model): ModelSource | undefined {
  return sources.get(model);
}

/** Makes a loaded model known by its name, with where it came from. */
export function keepLoaded(model: Model, source: ModelSource): void {
  loaded.set(model.name, model);
  sources.set(model, source);
}
