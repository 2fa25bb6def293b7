import { expect, it } from 'vitest';
import { listLoadedTables } from '../../src/load/loaded-table.ts';
import { createCall } from '../../src/load/procedure.ts';
import { bindModel } from '../../src/model/graph.ts';
import { specimens } from '../model/specimens.ts';

const tables = listLoadedTables(bindModel(specimens, { seed: 'test', scale: 3, asOfDay: 20_454 }));
const callOf = (name: string) => createCall(specimens, tables.find((table) => table.name === name)!);

it('calls a procedure for nodes, and leaves out their record numbers', () => {
  const { text, parameters } = callOf('Specimen');
  expect(text).toBe('CALL bulkgen.createNodes($text, $labels, $columns, $types) YIELD rows\nRETURN rows');
  expect(parameters).toMatchObject({
    labels: ['Exhibit', 'Specimen'],
    columns: expect.arrayContaining(['', 'id', 'place']),
    types: expect.arrayContaining(['IGNORE', 'string', 'point{crs:WGS-84}']),
  });
});

it('calls a procedure for relationships, and leaves out their type at the end', () => {
  expect(callOf('CAME_BEFORE')).toEqual({
    text: expect.stringContaining('bulkgen.createRelationships('),
    parameters: { type: 'CAME_BEFORE', columns: ['by', ''], types: ['duration', 'IGNORE'], endLabel: 'Exhibit' },
  });
});

it('calls a procedure for events together with their relationships', () => {
  expect(callOf('Visit')).toEqual({
    text: expect.stringMatching(/bulkgen\.createLinkedNodes\(.*"id", "affectedCi"\)/),
    parameters: {
      ...{ labels: ['Visit'], type: 'VISITED', endLabel: 'Exhibit' },
      columns: ['', 'id', 'affectedCi', 'took'],
      types: ['IGNORE', 'string', 'string', 'duration'],
    },
  });
});
