import { listModelWords } from '../model-loader/known-models.ts';
import { quoteWord } from '../system/quote-word.ts';
import type { ExportSettings } from './manifest.ts';

/** The settings that the options of an export have: those of a manifest, or of an export that is not finished. */
export interface DescribedSettings
  extends Partial<Pick<ExportSettings, 'asOf' | 'dirt' | 'ids' | 'model' | 'scale' | 'seed'>> {
  readonly gzip?: boolean | undefined;
}

/** The main options of an export with these settings, with a blank before the first. `model`: the words that name its model. */
export function describeOptions(settings: DescribedSettings, model = listWordsOf(settings)): string {
  const { scale, seed, ids, asOf, dirt, gzip } = settings;
  if (scale === undefined || seed === undefined) return '';
  const words = ['--scale', `${scale}`, '--seed', `${seed}`];
  if (ids === 'string') words.push('--ids', ids);
  if (typeof asOf === 'string') words.push('--as-of', asOf);
  if (dirt !== undefined) words.push('--dirt', `${dirt}`);
  if (gzip === true) words.push('--gzip');
  return ` ${[...model, ...words.map(quoteWord)].join(' ')}`;
}

function listWordsOf({ model }: DescribedSettings): readonly string[] {
  return typeof model?.name === 'string' ? listModelWords(model) : [];
}
