import { expect, it } from 'vitest';
import { printPlan } from '../../../src/cli/output/plan.ts';
import { BulkgenError } from '../../../src/errors.ts';
import { estimateImport } from '../../../src/export/estimate-import.ts';
import type { ImportSettings } from '../../../src/import/import-graph.ts';
import type { Finding } from '../../../src/lint/finding.ts';

it('prints the findings of the linter and the problem that they cause', async () => {
  const finding: Finding = {
    ...{ severity: 'error', rule: 'cell-type', file: 'a.csv', column: 2, header: 'n:int', lines: [2] },
    ...{ expected: 'a whole number', found: 'x', remedy: 'Correct the value.' },
  };
  const plan = {
    ...{ counts: undefined, bytes: 12, events: 0, database: 'neo4j', running: false, interrupted: false },
    ...{ steps: [], arguments: [], warnings: [] },
    needs: estimateImport(
      { nodes: 1, relationships: 0, properties: 1, bytes: 12 },
      { entries: 0, events: 0, hasIdMap: true },
    ),
    free: { diskBytes: 1, memoryBytes: 1 },
    problems: [new BulkgenError('files-broken', 'Rows are broken', { hint: 'Each kind is named above.' })],
    findings: [finding],
  };
  const printed: unknown[] = [];
  const context = {
    signal: new AbortController().signal,
    onProgress: () => {},
    note: () => {},
    print: async () => true,
    async result(value: unknown) {
      printed.push(value);
    },
  };
  const work = { target: { description: 'a server' } } as ImportSettings; // the plan prints only this
  await expect(printPlan(context, plan, work)).rejects.toMatchObject({ code: 'files-broken' });
  expect(printed).toMatchObject([{ findings: [finding], problems: [{ code: 'files-broken' }] }]);
});
