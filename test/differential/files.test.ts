import { describe, expect, it } from 'vitest';
import { neo4jVersions } from '../../src/targets/neo4j/version.ts';
import { findImporter } from './ask-importer.ts';
import { compareFiles } from './compare-files.ts';

describe.each(neo4jVersions)('the lint, beside the importer of %s,', (version) => {
  it.for(['headers', 'rows'] as const)(
    'takes and refuses the same files with changed %s, and counts the same',
    async (part, { skip }) => {
      const importer = await findImporter(version);
      if (!importer) return skip(`no Java for Neo4j ${version}`);
      expect(await compareFiles(importer, part, { seed: 'files', count: 2_000 })).toEqual([]);
    },
  );
});
