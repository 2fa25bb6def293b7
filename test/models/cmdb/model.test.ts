import { describe, expect, it } from 'vitest';
import { cmdb } from '../../../src/models/cmdb/model.ts';
import { consistencyQueries } from '../../../src/models/cmdb/queries/consistency.ts';
import { bindEstate } from './estate.ts';

describe('the CMDB model', () => {
  it.each([1, 2, 5, 12, 1_000, 10_000, 100_000, 500_000, 123_457, 2 ** 40])(
    'has exactly %i CIs at that scale',
    (scale) => {
      const { nodes } = bindEstate(scale);
      expect(nodes.reduce((sum, { count }) => sum + count, 0)).toBe(scale);
      const ends = nodes.map(({ base, count }) => base + count);
      expect(nodes.map(({ base }) => base)).toEqual([0, ...ends.slice(0, -1)]);
    },
  );

  it('indexes only labels and properties that its tables have', () => {
    const { nodes, events } = bindEstate(1_000);
    const all = nodes.flatMap(({ columns }) => Object.keys(columns));
    const known = new Map([...nodes, events!].map(({ name, columns }) => [name, Object.keys(columns)]));
    known.set(cmdb.label, all);
    for (const { label, properties } of cmdb.schema)
      expect(known.get(label)).toEqual(expect.arrayContaining([...properties]));
  });

  it('names each constraint and index once; a constraint has one property', () => {
    const names = cmdb.schema.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name } of cmdb.schema) expect(name).toMatch(/^[a-z][a-z_]*$/);
    for (const { properties } of cmdb.schema.filter(({ kind }) => kind === 'constraint')) {
      expect(properties).toHaveLength(1);
    }
  });

  it('asks its sample questions about labels and types it has', () => {
    const { nodes, relationships, events } = bindEstate(1_000);
    const known = new Set([cmdb.label, ...nodes.map(({ name }) => name), events!.name, cmdb.events.relationshipType]);
    for (const { name } of relationships) known.add(name);
    for (const { question, cypher } of cmdb.queries) {
      expect(question).toMatch(/\?( A consistent graph has 0\.)?$/);
      const used = [...cypher.matchAll(/[([](?:[a-z]+)?:([A-Za-z_]+)/g)].map((match) => match[1]!);
      expect(used.filter((name) => !known.has(name))).toEqual([]);
      expect(used.length).toBeGreaterThan(0);
    }
  });

  it.each([1_000, 10_000])('has something to count for every question but those of consistency at %i CIs', (scale) => {
    const graph = bindEstate(scale);
    for (const query of cmdb.queries) {
      const isEmpty = query.answer(graph).every((row) => Object.values(row).every((value) => value === 0));
      expect([query.question, isEmpty]).toEqual([query.question, consistencyQueries.includes(query)]);
    }
  });
});
