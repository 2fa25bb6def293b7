/**
 * What must not compile. Nothing here runs: `tsc --noEmit` fails when a line below `@ts-expect-error` is accepted.
 */
import { identity } from '../../../src/model/column/identity.ts';
import { defineCiClass } from '../../../src/models/cmdb/ci-class.ts';
import type { CiLabel } from '../../../src/models/cmdb/classes.ts';

const node = { id: { prefix: 'rack', digits: 5 }, columns: { id: identity() }, rows: () => () => {} };

export const whole = defineCiClass({ label: 'Unlisted', share: 100, precedence: 12, ...node });

// @ts-expect-error a class has a share
export const withoutShare = defineCiClass({ label: 'Unlisted', precedence: 12, ...node });

// @ts-expect-error a class has a place among the first CIs
export const withoutPrecedence = defineCiClass({ label: 'Unlisted', share: 100, ...node });

// @ts-expect-error the labels are those of the list
export const unlisted: CiLabel = 'Unlisted';
