import { BulkgenError } from '../../errors.ts';
import type { Manifest } from '../../export/manifest.ts';
import { findReservedCharacter } from '../../lint/files/file-rules.ts';
import { findLimitViolations, isStoreFormat, type StoreFormat } from '../../lint/rows/store-limits.ts';
import type { Graph } from '../../model/graph.ts';
import { tablesOf } from '../../model/record.ts';
import type { Target } from '../../targets/target.ts';
import type { AdminSettings } from '../admin/arguments.ts';
import type { Import, ImportSource } from '../sources/source.ts';

/** Throws `invalid-option` for a path with a character that has a meaning on neo4j-admin's command line. */
export function refusePaths({ source: { input } }: { readonly source: Pick<ImportSource, 'input'> }): void {
  for (const { labels, files } of input.kind === 'csv' ? input.groups : []) {
    for (const path of files) {
      const character = findReservedCharacter(path, labels);
      if (character === undefined) continue;
      throw new BulkgenError('invalid-option', `Expected a path without ${character}, got \`${path}\``, {
        hint: 'Rename the file or its folder: neo4j-admin gives that character another meaning.',
      });
    }
  }
}

/** Throws `manifest-invalid` unless all tables were exported: else record numbers have gaps and relationships no ends. */
export function refuseIncomplete(manifest: Manifest, graph: Graph): void {
  const missing = tablesOf(graph).filter(({ name }) => manifest.tables.every((table) => table.name !== name));
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name).join(', ');
  throw new BulkgenError(
    'manifest-invalid',
    `Expected an export of all tables, but ${names} ${missing.length === 1 ? 'is' : 'are'} missing`,
    {
      hint: 'Run `bulkgen export` again, without --tables.',
    },
  );
}

/** Throws `scale-too-large` for more than the store can hold. Files that are not counted yet are judged by the lint. */
export function refuseTooLarge({ source, target, settings }: Pick<Import, 'source' | 'target' | 'settings'>): void {
  if (!source.counts) return;
  const counts = { nodes: 0, relationships: 0, properties: 0, ...source.counts, labels: {}, types: {} };
  // A value takes at least a byte in the files, and at most as many records as bytes.
  const records = source.bytes > 2 ** 36 ? source.estimateRecords?.() : undefined;
  const [violation] = findLimitViolations(counts, expectFormat(target, settings), records);
  if (!violation) return;
  const message = `Expected ${violation.expected}, got ${violation.found}`;
  throw new BulkgenError('scale-too-large', message, { hint: violation.remedy });
}

/** The format of the store that an import makes. Enterprise may be configured for another one than `block`, its default. */
export function expectFormat({ edition }: Pick<Target, 'edition'>, { format }: AdminSettings = {}): StoreFormat {
  if (format !== undefined && isStoreFormat(format)) return format;
  return edition === 'enterprise' ? 'block' : 'aligned';
}
