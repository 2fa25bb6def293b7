import type { OpenedLedger } from './ledger.ts';

/** What lanes need of a ledger. */
export type LaneLedger = Pick<OpenedLedger, 'guard' | 'replaceLane' | 'findEntry' | 'assertOwned'>;
