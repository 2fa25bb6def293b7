import { type Command, Option } from 'commander';
import type { WorkerCount } from '../export/write-parts.ts';
import { createCommand } from './command.ts';
import { formatBytes, formatCount, formatSeconds } from './format.ts';
import { readAutoOrCount, readCount, readFolder, readScale } from './option-value.ts';

interface ExportCommandOptions {
  readonly scale: number;
  readonly seed?: string;
  readonly model: 'cmdb';
  readonly out: string;
  readonly ids: 'actual' | 'string';
  readonly events?: number;
  readonly asOf?: string;
  readonly parts: 'auto' | number;
  readonly gzip?: boolean;
  readonly workers: WorkerCount;
}

export function exportCommand(): Command {
  return createCommand<ExportCommandOptions>({
    name: 'export',
    summary: 'write a graph as CSV for neo4j-admin',
    options: [
      new Option('--scale <scale>', 'how many CIs: small, medium, large, enterprise, or a number (250000, 2m)')
        .argParser(readScale)
        .default(1_000, 'small'),
      new Option('--seed <text>', 'another seed gives another estate; the same seed the same bytes (default: bulkgen)'),
      new Option('--model <name>', 'the graph to make').choices(['cmdb']).default('cmdb'),
      new Option('--out <dir>', 'the output folder').argParser(readFolder).default('import'),
      new Option('--ids <form>', 'record numbers (fast) or self-describing files')
        .choices(['actual', 'string'])
        .default('actual'),
      new Option(
        '--events <n>',
        'events that an import creates (default: a tenth of the CIs, at most 50,000)',
      ).argParser(readCount),
      new Option('--as-of <date>', 'what everything dated is relative to: YYYY-MM-DD or now (default: 2026-01-01)'),
      new Option('--parts <n>', 'files a table is cut into (auto: by its rows)')
        .argParser(readAutoOrCount)
        .default('auto'),
      new Option('--gzip', 'compress the files; neo4j-admin reads them as they are'),
      new Option('--workers <n>', 'threads that write; the bytes do not depend on it (auto: the cores)')
        .argParser(readAutoOrCount)
        .default('auto'),
    ],
    examples: ['bulkgen export --scale enterprise', 'bulkgen export --scale 2m --seed demo --out /tmp/estate'],
    async run(context, { asOf, model: name, ...options }) {
      const [{ exportGraph }, { findModel }] = await Promise.all([
        import('../export/export-graph.ts'),
        import('../models/registry.ts'),
      ]);
      const model = findModel(name)!; // one of the choices
      const day = asOf === 'now' ? new Date().toISOString().slice(0, 10) : asOf;
      const { signal, onProgress } = context;
      const result = await exportGraph({
        ...options,
        model,
        ...(day !== undefined && { asOf: day }),
        signal,
        onProgress,
      });
      const { manifest, folder, seconds } = result;
      const { totals, seed, scale, asOf: date, ids, events } = manifest;
      const rows = totals.nodes + totals.relationships;
      const text = `Exported ${formatCount(scale)} CIs and ${formatCount(totals.relationships)} relationships to ${folder} in ${formatSeconds(seconds)}
  seed ${seed}, as of ${date}, ids ${ids}, ${formatBytes(totals.bytes)}, ${formatCount(Math.round(rows / seconds))} rows/s; an import adds ${formatCount(events)} events
Next: bulkgen import${folder === 'import' ? '' : ` ${folder}`}
`;
      await context.result(
        { folder, scale, seed, asOf: date, ids, events, ...totals, seconds, rowsPerSecond: Math.round(rows / seconds) },
        text,
      );
    },
  });
}
