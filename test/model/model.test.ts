import { describe, expect, it } from 'vitest';
import { BulkgenError } from '../../src/errors.ts';
import { integer } from '../../src/model/column/integer.ts';
import { bindModel } from '../../src/model/graph.ts';
import { defineModel, type Model } from '../../src/model/model.ts';
import { cmdb } from '../../src/models/cmdb/model.ts';
import { author, book, library, review, wrote } from './library.ts';

describe('defineModel', () => {
  it('returns a model that has everything as it was given', () => {
    expect(defineModel(library)).toEqual(library);
    expect(defineModel(cmdb)).toEqual(cmdb);
  });

  it('takes a model without events and questions', () => {
    const { events: _events, queries: _queries, ...plain } = library;
    const graph = bindModel(defineModel(plain), { seed: 'x', scale: 3, asOfDay: 0 });
    expect(graph.events).toBe(undefined);
  });

  const events = library.events;
  it.each<[title: string, change: Partial<Model>, message: RegExp]>([
    ['a label with a space', { nodes: [{ ...author, label: 'Some Author' }] }, /letters, digits.*got `Some Author`$/],
    ['a label with a delimiter', { nodes: [{ ...author, label: 'A,B' }] }, /got `A,B`$/],
    ['a label that climbs out of the folder', { nodes: [{ ...author, label: '../x' }] }, /got `\.\.\/x`$/],
    ['an empty label', { nodes: [{ ...author, label: '' }] }, /got ``$/],
    ['a label that begins with a digit', { label: '1st' }, /got `1st`$/],
    ['a type with a backtick', { relationships: [{ ...wrote, type: 'A`B' }] }, /got `A`B`$/],
    ['an event label with a dash', { events: { ...events, node: { ...review, label: 'a-b' } } }, /got `a-b`$/],
    ['an event type with a dash', { events: { ...events, relationshipType: 'A-B' } }, /got `A-B`$/],
    ['a node type twice', { nodes: [author, author] }, /once, got `Author` twice$/],
    ['a relationship type twice', { relationships: [wrote, wrote] }, /once, got `WROTE` twice$/],
    ['names that differ in case alone', { relationships: [wrote, { ...wrote, type: 'Wrote' }] }, /got `Wrote` twice$/],
    ['a label that is a type, too', { relationships: [{ ...wrote, type: 'Book' }] }, /once, got `Book` twice$/],
    ['the common label as a class', { label: 'Book' }, /once, got `Book` twice$/],
    ['one id prefix in two tables', { nodes: [author, { ...book, id: author.id }] }, /prefix.*got `aut` twice$/],
    [
      'events without a column `affectedCi`',
      { nodes: [author], events: { ...events, node: book } },
      /events \(Book\) to have a column/,
    ],
    [
      'events whose `affectedCi` is not text',
      { events: { ...events, node: { ...review, columns: { ...review.columns, affectedCi: integer() } } } },
      /to have a column `affectedCi: anyReference\(\)`$/,
    ],
    ['the prefix of the events', { nodes: [{ ...author, id: review.id }] }, /prefix.*got `rev` twice$/],
  ])('refuses %s', (_, change, message) => {
    expect(() => defineModel({ ...library, ...change })).toThrow(BulkgenError);
    expect(() => defineModel({ ...library, ...change })).toThrow(message);
  });
});
