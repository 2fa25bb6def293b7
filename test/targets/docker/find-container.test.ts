import { expect, it } from 'vitest';
import { composeLabels } from '../../../src/targets/docker/compose/labels.ts';
import { chooseContainer } from '../../../src/targets/docker/find-container.ts';
import { exampleContainer } from './example-container.ts';

it('takes the only one', () => {
  const only = exampleContainer();
  expect(chooseContainer([only], { folder: '/work', project: 'bulkgen' })).toEqual({
    container: only,
    reason: 'the only container of Neo4j',
  });
});

it('takes the one of the compose project in the folder', () => {
  const mine = exampleContainer({ name: 'mine', labels: { [composeLabels.folder]: '/estate' } });
  const other = exampleContainer({ name: 'other', labels: { [composeLabels.folder]: '/other' } });
  expect(chooseContainer([other, mine], { folder: '/estate', project: 'bulkgen' }).container).toBe(mine);
});

it('asks for a choice between several and lists them', () => {
  const containers = [exampleContainer({ name: 'one' }), exampleContainer({ name: 'two', status: 'exited' })];
  expect(() => chooseContainer(containers, { folder: '/work', project: 'bulkgen' })).toThrow(
    'Docker has 2 containers of Neo4j: one (neo4j:5.26.30, running), two (neo4j:5.26.30, exited)',
  );
});

it('says how to make one when there is none', () => {
  expect(() => chooseContainer([], { folder: '/work', project: 'bulkgen' })).toThrow(
    'Docker has no container whose image is Neo4j',
  );
});

it('prefers bulkgen’s own while it is running', () => {
  const labels = { [composeLabels.project]: 'bulkgen' };
  const own = exampleContainer({ name: 'bulkgen-neo4j-1', labels });
  const other = exampleContainer({ name: 'other' });
  const choice = chooseContainer([other, own], { folder: '/work', project: 'bulkgen' });
  expect(choice).toEqual({ container: own, reason: 'the one that bulkgen started' });
  const stopped = { ...own, status: 'exited' } as const;
  expect(() => chooseContainer([other, stopped], { folder: '/work', project: 'bulkgen' })).toThrow('2 containers');
});
