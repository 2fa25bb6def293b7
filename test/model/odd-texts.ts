import { boolean } from '../../src/model/column/boolean.ts';
import { date } from '../../src/model/column/date.ts';
import { enumeration, wordSet } from '../../src/model/column/enumeration.ts';
import { identity } from '../../src/model/column/identity.ts';
import { integer } from '../../src/model/column/integer.ts';
import { optional } from '../../src/model/column/optional.ts';
import { text } from '../../src/model/column/text.ts';
import { defineNode } from '../../src/model/definition.ts';
import { defineModel } from '../../src/model/model.ts';
import { vocabulary } from '../../src/model/vocabulary.ts';

const word = vocabulary('plain', 'a, b', '');
const texts = ['\\', 'a\\"b', '"\\', '\\\\,\\', '"', '', 'two\nlines\\n', 'a\r\nb', ' x ', "it's |", '\ufeffé', 'null'];

const note = defineNode({
  label: 'Note',
  id: { prefix: 'note', digits: 3 },
  columns: {
    id: identity(),
    text: text(20),
    perhaps: optional(text(20)),
    word: optional(enumeration(word)),
    set: optional(wordSet(vocabulary('one', 'two'))),
    known: optional(boolean()),
    size: optional(integer()),
    on: optional(date()),
  },
  count: (scale) => scale,
  rows: () => (ordinal, cell) => {
    const missing = ordinal % 2 === 0;
    const text = texts[ordinal % texts.length]!;
    cell.id(ordinal);
    cell.text(text);
    cell.perhaps(ordinal < texts.length ? text : null);
    cell.word(missing ? null : word.codes[ordinal % 3]!);
    cell.set(missing ? null : 1 + (ordinal % 3));
    cell.known(missing ? null : ordinal % 3 === 0);
    cell.size(missing ? null : -ordinal);
    cell.on(missing ? null : ordinal);
  },
});

/** A model with texts that readers of CSV take in different ways, and nulls beside empty texts. */
export const oddTexts = defineModel({
  name: 'odd-texts',
  version: '0.1.0',
  label: 'Exhibit',
  nodes: [note],
  relationships: [],
  schema: [{ kind: 'constraint', name: 'exhibit_id', label: 'Exhibit', properties: ['id'] }],
  queries: [],
});
