import { createRecordReader } from '../model/record.ts';
import type { Table } from '../model/table.ts';
import { countRecords, type StoreRecords } from './property-blocks.ts';
import { sampleRanges } from './sample-ranges.ts';

/** The importer's threads leave records of their last pages unused: 0.4 to 1.7 % at 20,000 to 100,000 nodes (scripts/MEASURED.md). */
const unused = 1.015;

const stores = ['properties', 'strings', 'arrays'] as const;

/** About how many records the properties of these tables take in a record format of Neo4j. Some rows of each are measured. */
export function estimateRecords(tables: readonly Table[]): StoreRecords {
  const total = { properties: 0, strings: 0, arrays: 0 };
  for (const table of tables) {
    const sampled = { properties: 0, strings: 0, arrays: 0 };
    let rows = 0;
    const readRecord = createRecordReader(table);
    for (const { first, end } of sampleRanges(table.count)) {
      for (let ordinal = first; ordinal < end; ordinal++, rows++) {
        const records = countRecords(Object.values(readRecord(ordinal).properties));
        for (const store of stores) sampled[store] += records[store];
      }
    }
    if (rows > 0)
      for (const store of stores) total[store] += Math.round((sampled[store] / rows) * table.count * unused);
  }
  return total;
}
