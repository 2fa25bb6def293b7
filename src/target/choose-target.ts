import { BulkgenError } from '../errors.ts';
import { type OpenEmbeddedOptions, openEmbedded } from './embedded.ts';
import type { Target } from './target.ts';

/** What `--target` takes. */
export const targetKinds = ['auto', 'embedded'] as const;

export type TargetKind = (typeof targetKinds)[number];

export interface ChooseTargetOptions extends OpenEmbeddedOptions {
  readonly kind?: TargetKind | undefined;
}

/** The target of that kind, ready to be started; `auto` takes the first that this machine has, in the order of `targetKinds`. */
export async function chooseTarget({ kind = 'auto', ...options }: ChooseTargetOptions = {}): Promise<Target> {
  switch (kind) {
    case 'auto':
    case 'embedded':
      return openEmbedded(options);
    default:
      throw new BulkgenError(
        'invalid-option',
        `Expected the target to be ${targetKinds.join(' or ')}, got \`${kind}\``,
      );
  }
}
