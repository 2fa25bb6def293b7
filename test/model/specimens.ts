import { boolean } from '../../src/model/column/boolean.ts';
import { date } from '../../src/model/column/date.ts';
import { datetime, localdatetime } from '../../src/model/column/datetime.ts';
import { decimal } from '../../src/model/column/decimal.ts';
import { duration } from '../../src/model/column/duration.ts';
import { email } from '../../src/model/column/email.ts';
import { constant, enumeration, numbered, wordSet } from '../../src/model/column/enumeration.ts';
import { formatted } from '../../src/model/column/formatted.ts';
import { anyReference, identity, reference } from '../../src/model/column/identity.ts';
import { integer, long, money } from '../../src/model/column/integer.ts';
import { ipAddress } from '../../src/model/column/ip-address.ts';
import { json } from '../../src/model/column/json.ts';
import { list } from '../../src/model/column/list.ts';
import { optional } from '../../src/model/column/optional.ts';
import { phrase } from '../../src/model/column/phrase.ts';
import { point } from '../../src/model/column/point.ts';
import { sentence } from '../../src/model/column/sentence.ts';
import { text } from '../../src/model/column/text.ts';
import { localtime, time } from '../../src/model/column/time.ts';
import { uuid } from '../../src/model/column/uuid.ts';
import { version } from '../../src/model/column/version.ts';
import { defineNode, defineRelationship } from '../../src/model/definition.ts';
import { defineModel } from '../../src/model/model.ts';
import { firstNames } from '../../src/model/vocabularies/first-names.ts';
import { lastNames } from '../../src/model/vocabularies/last-names.ts';
import { vocabulary } from '../../src/model/vocabulary.ts';

const colour = vocabulary('red', 'pale blue', 'black, white');
const tag = vocabulary('rare', 'old', 'loan');

const specimen = defineNode({
  label: 'Specimen',
  id: { prefix: 'spec', digits: 3 },
  columns: {
    id: identity(),
    kept: constant('in a drawer'),
    colour: enumeration(colour),
    shelf: numbered(tag, 2),
    tags: wordSet(tag),
    note: text(30),
    twin: reference('Specimen'),
    neighbour: anyReference(),
    address: ipAddress(),
    edition: version(),
    size: integer(),
    grains: long(),
    weight: decimal(3),
    onLoan: boolean(),
    foundOn: date(),
    seenAt: datetime(),
    place: point(),
    age: duration(),
    soldOn: optional(date()),
    opensAt: time('+05:30'),
    closesAt: localtime(),
    shownAt: localdatetime(),
    sizes: list(integer(), { max: 3 }),
    weights: list(decimal(2), { max: 3 }),
    answers: list(boolean(), { max: 3 }),
    notes: list(text(9), { max: 3 }),
    days: optional(list(date(), { max: 3 })),
    instants: list(datetime(), { max: 3 }),
    visits: list(localdatetime(), { max: 3 }),
    bells: list(time('-03:00'), { max: 3 }),
    meals: list(localtime(), { max: 3 }),
    key: uuid('Specimen'),
    keys: list(uuid('Specimen'), { max: 3 }),
    label: sentence('label', { max: 5 }),
    origin: json(80),
    worth: money(),
    finder: phrase(firstNames, ' ', lastNames),
    contact: email(firstNames, lastNames),
    stops: list(point(), { max: 3 }),
    loans: optional(list(duration(), { max: 3 })),
    plate: formatted('??-#/ü #'),
  },
  count: (scale) => scale,
  rows: ({ asOfDay, scale }) => {
    return (ordinal, cell) => {
      const signed = (ordinal % 2 === 0 ? 1 : -1) * ordinal;
      cell.id(ordinal);
      cell.kept();
      cell.colour(colour.codes[ordinal % 3]!);
      cell.shelf(tag.codes[ordinal % 3]!, ordinal % 100);
      cell.tags(1 + (ordinal % 7));
      cell.note(ordinal % 5 === 0 ? '' : `a "note", ${ordinal}`);
      cell.twin(scale - 1 - ordinal);
      cell.neighbour((ordinal + 1) % scale);
      cell.address(0x0a00_0000 + ordinal);
      cell.edition(1, ordinal, 0);
      cell.size(signed);
      cell.grains(signed * 2 ** 32);
      cell.weight(signed * 1_001);
      cell.onLoan(ordinal % 3 === 0);
      cell.foundOn(asOfDay - 1_000 * ordinal);
      cell.seenAt(asOfDay * 86_400 - 12_345_678 * ordinal);
      cell.place(100 * signed, -200 * signed);
      cell.age(ordinal % 4 === 0 ? 0 : 7 * signed, signed % 3, 3_599 * signed);
      cell.soldOn(ordinal % 2 === 0 ? null : asOfDay + ordinal);
      const second = (1_234 * ordinal) % 86_400;
      const repeat = <Value>(value: Value): readonly Value[] => Array.from({ length: 1 + (ordinal % 3) }, () => value);
      cell.opensAt(second);
      cell.closesAt(second);
      cell.shownAt(asOfDay * 86_400 - second);
      cell.sizes(repeat(signed));
      cell.weights(repeat(25 * signed));
      cell.answers(repeat(ordinal % 2 === 0));
      cell.notes(repeat(`no. "${ordinal}"`));
      cell.days(ordinal % 2 === 0 ? null : repeat(asOfDay - ordinal));
      cell.instants(repeat(asOfDay * 86_400 - second));
      cell.visits(repeat(second));
      cell.bells(repeat(second));
      cell.meals(repeat(second));
      cell.key(ordinal);
      cell.keys(repeat(ordinal));
      cell.label(ordinal);
      cell.origin({ by: 'a "friend"', year: 1_900 + ordinal, sure: ordinal % 2 === 0, from: [null, 0.5] });
      cell.worth(199 * signed);
      const [first, last] = [firstNames.codes[ordinal % 200]!, lastNames.codes[ordinal % 199]!];
      cell.finder(first, last);
      cell.contact(first, last, ordinal);
      cell.stops(repeat([100 * signed, -200 * signed] as const));
      cell.loans(ordinal % 2 === 0 ? null : repeat([7 * signed, signed % 3, 3_599 * signed] as const));
      cell.plate(ordinal);
    };
  },
});

const cameBefore = defineRelationship({
  type: 'CAME_BEFORE',
  columns: { by: duration() },
  rows: ({ scale }) => ({
    count: scale - 1,
    row(ordinal, cell) {
      cell.ends(ordinal, ordinal + 1);
      cell.by(0, ordinal, 0);
    },
  }),
});

const visit = defineNode({
  label: 'Visit',
  id: { prefix: 'vis', digits: 3 },
  columns: { id: identity(), affectedCi: reference('Specimen'), took: duration() },
  count: (scale) => scale,
  rows:
    ({ scale }) =>
    (ordinal, cell) => {
      cell.id(ordinal);
      cell.affectedCi(ordinal % scale); // src/neo4j/events.ts finds the node by it
      cell.took(0, 0, 61 * ordinal);
    },
});

/** A model with a column of every type. */
export const specimens = defineModel({
  name: 'specimens',
  version: '0.1.0',
  label: 'Exhibit',
  nodes: [specimen],
  relationships: [cameBefore],
  schema: [{ kind: 'constraint', name: 'exhibit_id', label: 'Exhibit', properties: ['id'] }],
  events: {
    node: visit,
    relationshipType: 'VISITED',
    defaultCount: (scale) => scale,
    affected:
      ({ scale }) =>
      (ordinal) =>
        ordinal % scale,
  },
  queries: [],
});
