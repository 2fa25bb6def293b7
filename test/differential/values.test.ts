import { describe, expect, it } from 'vitest';
import { neo4jVersions } from '../../src/targets/neo4j/version.ts';
import { findImporter } from './ask-importer.ts';
import { compareValues } from './compare-values.ts';
import { valueColumns } from './value-columns.ts';

describe.each(neo4jVersions)('the lint, beside the importer of %s,', (version) => {
  it('takes and refuses the same values, and knows what is stored', async ({ skip }) => {
    const importer = await findImporter(version);
    if (!importer) return skip(`no Java for Neo4j ${version}`);
    expect(await compareValues(importer, valueColumns, { seed: 'values', count: 250 })).toEqual([]);
  });
});
