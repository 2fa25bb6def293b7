import { BulkgenError } from '../../errors.ts';
import type { Import } from '../sources/source.ts';

/** Formats that every edition has (operations manual, "Store formats"); `block` and `high_limit` are Enterprise's. */
const openFormats = ['standard', 'aligned'];

/** Options that only Enterprise has; neo4j-admin would tell after the store was made. */
export function refuseEdition({ target, settings: { format } }: Pick<Import, 'target' | 'settings'>): void {
  if (format === undefined || target.edition === 'enterprise' || openFormats.includes(format)) return;
  throw new BulkgenError('invalid-option', `Expected --format to be ${openFormats.join(' or ')}, got \`${format}\``, {
    hint: `${target.description} is Community, and other formats are for Enterprise alone.`,
  });
}
