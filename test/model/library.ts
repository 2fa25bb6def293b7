import {
  anyReference,
  boolean,
  date,
  decimal,
  defineModel,
  defineNode,
  defineRelationship,
  enumeration,
  type GraphContext,
  identity,
  integer,
  optional,
  text,
  vocabulary,
} from '../../src/model.ts';

/** A tiny model of another field, three authors to a book: nothing under test is tied to an IT estate. */
const genre = vocabulary('novel', 'poem', 'letters, diaries');

export const author = defineNode({
  label: 'Author',
  id: { prefix: 'aut', digits: 2 },
  columns: { id: identity(), name: text(30), bornOn: optional(date()) },
  count: (scale) => scale,
  rows: (graph) => (ordinal, cell) => {
    cell.id(ordinal);
    cell.name(`The ${ordinal + 1}. "Author"`);
    cell.bornOn(ordinal % 2 === 0 ? null : graph.asOfDay - 10_000 - (ordinal % 1_000));
  },
});

export const book = defineNode({
  label: 'Book',
  id: { prefix: 'book', digits: 1 },
  columns: { id: identity(), genre: enumeration(genre), pages: integer(), inPrint: boolean() },
  count: (scale) => Math.floor(scale / 3),
  rows(graph) {
    const pages = graph.stream('Book/pages');
    return (ordinal, cell) => {
      cell.id(ordinal);
      cell.genre(genre.codes[ordinal % genre.codes.length]!);
      cell.pages(pages.between(10, 900, ordinal));
      cell.inPrint(ordinal % 2 === 0);
    };
  },
});

export const wrote = defineRelationship({
  type: 'WROTE',
  columns: { share: decimal(2) },
  rows(graph) {
    const authors = graph.nodes('Author');
    const books = graph.nodes('Book');
    return {
      count: books.count * 3,
      row(ordinal, cell) {
        cell.ends(authors.base + ordinal, books.base + Math.floor(ordinal / 3));
        cell.share(25 * (1 + (ordinal % 3)));
      },
    };
  },
});

export const review = defineNode({
  label: 'Review',
  id: { prefix: 'rev', digits: 2 },
  columns: { id: identity(), stars: integer(), affectedCi: anyReference() },
  count: (scale) => scale,
  rows(graph) {
    const findBook = findReviewedBook(graph);
    return (ordinal, cell) => {
      cell.id(ordinal);
      cell.stars(1 + (ordinal % 5));
      cell.affectedCi(findBook(ordinal));
    };
  },
});

function findReviewedBook(graph: GraphContext): (ordinal: number) => number {
  const books = graph.nodes('Book');
  return (ordinal) => books.base + (ordinal % Math.max(1, books.count));
}

export const library = defineModel({
  name: 'library',
  version: '0.1.0',
  label: 'Thing',
  nodes: [author, book],
  relationships: [wrote],
  schema: [],
  events: {
    node: review,
    relationshipType: 'REVIEWS',
    defaultCount: (scale) => scale * 2,
    affected: findReviewedBook,
  },
  queries: [],
});
