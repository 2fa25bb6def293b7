import type { Model } from '../model/model.ts';
import { cmdb } from './cmdb/model.ts';

/** The models that come with bulkgen. The first is the default. */
export const models: readonly [Model, ...Model[]] = [cmdb];

export function findModel(name: string): Model | undefined {
  return models.find((model) => model.name === name);
}
