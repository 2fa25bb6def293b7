import { describe, expect, it } from 'vitest';
import { exportGraph } from '../../../src/export/export-graph.ts';
import fraud from '../../../src/models/fraud.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';
import { runCommand } from './run-command.ts';

/** What a question prints about the supply chain. */
async function ask(...args: readonly string[]): Promise<string> {
  const { stdout, stderr } = await runCommand('ask', ...args, '--model', 'supply-chain');
  return stdout + stderr;
}

describe('bulkgen ask', () => {
  it('prints what fails with a node, by label, by distance and with the ways', async () => {
    expect(await ask('impact', 'supplier-0000012', '--limit', '2')).toMatch(
      /^supply-chain 1\.0\.0, 1,000 nodes, seed bulkgen\nIf supplier-0000012 \(Supplier, Pemberton Finance\) fails, 422 nodes can fail\.\n\nlabel .*\nItem +422\n\ndistance[\s\S]*\n.* 1 {2}Pemberton Finance → item-0000015\n[\s\S]*… and 420 more\n$/,
    );
    expect(await ask('impact', 'plant-0000000', '--aware')).toContain('(Plant) fails, 951 nodes also fail.\n');
  });

  it('prints one object of JSON with --json', async () => {
    const impact = JSON.parse(await ask('impact', 'supplier-12', '--json'));
    expect(impact).toMatchObject({
      ...{ model: { name: 'supply-chain', version: '1.0.0' }, seed: 'bulkgen', scale: 1_000, asOf: '2026-01-01' },
      ...{ node: { id: 'supplier-0000012' }, affected: 422, labels: [{ label: 'Item', nodes: 422 }] },
    });
  });

  it('answers at a billion nodes', async () => {
    const text = await ask('neighbours', 'item-500000000', '--scale', '1b');
    expect(text).toMatch(
      /^supply-chain 1\.0\.0, 1,000,000,000 nodes, seed bulkgen\nitem-0500000000 \(Item\) has 9 relationships\.\n\nCONSISTS_OF, in, 4 from Item\n {2}item-/,
    );
  });

  it('prints a path with the direction of its relationships', async () => {
    const path = await ask('path', 'supplier-0000012', 'item-0000042', '--undirected');
    expect(path).toMatch(/\nA shortest path has 2 relationships\.\n +supplier-0000012 .*\n-\[:SUPPLIES\]-> +item-/);
    expect(await ask('path', 'plant-0000000', 'item-0000042')).toMatch(
      /\nNo path exists in the direction of the relationships\. This is one of --undirected\.\nA shortest path has \d relationships?\.\n/,
    );
  });

  it('prints the busiest nodes, counts, and single points of failure', async () => {
    expect(await ask('top', '--class', 'Plant', '--limit', '3')).toContain(
      '\nCounted: relationships of MADE_AT that end at Plant.\nid             dependants\nplant-0000000         951\n',
    );
    expect(await ask('top', '--class', 'item', '--type', 'consists_of')).toContain(
      '\nCounted: relationships of CONSISTS_OF that end at Item.\n',
    );
    expect(await ask('top', '--class', 'Item')).toContain(
      'Counted: relationships of CONSISTS_OF, SUPPLIES that end at Item. --type counts one of them.\n',
    );
    expect(await ask('top', '--class', 'Itm')).toContain('got `Itm`. Did you mean `Item`?');
    expect(await ask('count', 'suplier')).toContain('got `suplier`. Did you mean `Supplier`?');
    expect(await ask('count', 'supplier')).toContain('\nSupplier  48  nodes\n');
    expect(await ask('count', '--of', 'item-0000042')).toMatch(/\nMADE_AT +out +Plant +1\n/);
    expect(await ask('single-points', '--candidates', '5')).toMatch(
      /\n11 nodes of those looked at make at least 10 others fail\.\nLooked at 5 of 951 nodes of Item, 5 of 48 nodes of Supplier, 1 of 1 nodes of Plant/,
    );
  });

  it('names the nodes of the CMDB, and says why nothing fails', async () => {
    const { stdout } = await runCommand('ask', 'impact', 'fra1-sw-a-0001', '--limit', '1');
    expect(stdout).toMatch(
      /^cmdb 2\.\d+\.0, 1,000 CIs, seed bulkgen\nIf net-000000 \(NetworkDevice, fra1-sw-a-0001\) fails/,
    );
    expect(stdout).toMatch(
      /\nnearest +name +distance +way\nsrv-0000000 +fra1pc00000 +1 +fra1-sw-a-0001 → fra1pc00000\n/,
    );
    expect(stdout).toMatch(/fails, \d+ nodes can fail\.\n\nends at +name +label +state +failed needs\nsvc-\d+ /);
    const service = await runCommand('ask', 'impact', 'online banking');
    expect(service.stdout).toContain('what it needs with `bulkgen ask neighbours svc-00000`');
    const change = await runCommand('ask', 'impact', 'chg-0000003');
    expect(change.stdout).toContain('0 nodes can fail.\nNothing depends on it by the failure rules of the model.');
    const container = await runCommand('ask', 'impact', 'ctr-0000014', '--aware');
    expect(container.stdout).toMatch(/Redundancy stops the failure: \d+ nodes can fail without --aware\.\n$/);
    const points = await runCommand('ask', 'single-points', '--limit', '1');
    expect(points.stdout).toMatch(
      /\nid +name +label +relationships +also fail\ndc-0000 +Frankfurt 1 +DataCenter +\d+ +\d+\n/,
    );
  });

  it.each([
    [
      ['impact', 'supplier-12'],
      "(a)-[r:SUPPLIES|MADE_AT|CONSISTS_OF]-(b) WHERE (type(r) IN ['SUPPLIES']) = (startNode(r) = a) ",
    ],
    [['path', 'item-1', 'item-2'], '(a)-[:CONSISTS_OF|SUPPLIES|MADE_AT]->+(b)'],
    [
      ['top', '--class', 'Item', '--type', 'MADE_AT', '--by', 'dependencies'],
      'count { (n)-[:MADE_AT]->() } AS dependencies',
    ],
    [['neighbours', 'item-42'], "MATCH (n:SupplyChain {id: 'item-0000042'})-[r:"],
    [['count', '--of', 'item-42'], 'count(*) AS rows'],
    [['count', 'Item'], 'MATCH (n:Item) RETURN count(*) AS nodes\n'],
  ])('prints the statement of %j', async (args, expected) => {
    expect(await ask(...args, '--cypher')).toContain(expected);
  });

  it('asks the graph of an export', async () => {
    const folder = await makeTemporaryFolder();
    await exportGraph({ folder, model: fraud, scale: 80, seed: 'other' });
    const { stdout } = await runCommand('ask', 'count', '--from', folder);
    expect(stdout).toMatch(/^fraud 1\.0\.0, 80 nodes, seed other\nCustomer +20 {2}nodes\n/);
    expect(await runCommand('ask', 'count', '--from', folder, '--scale', '5')).toMatchObject({ exitCode: 2 });
  });
});
