import { describe, expect, it } from 'vitest';
import { neo4jVersions } from '../../src/targets/neo4j/version.ts';
import { findImporter } from './ask-importer.ts';
import { compareFiles } from './compare-files.ts';

const counts = { headers: 1_500, rows: 1_500, ids: 700, columns: 700 };

describe.each(neo4jVersions)('the lint, beside the importer of %s,', (version) => {
  it('takes and refuses the same files with changed headers, rows, ids and columns, and counts the same', async ({
    skip,
  }) => {
    const importer = await findImporter(version);
    if (!importer) return skip(`no Java for Neo4j ${version}`);
    expect(await compareFiles(importer, { seed: 'files', counts })).toEqual([]);
  });
});
