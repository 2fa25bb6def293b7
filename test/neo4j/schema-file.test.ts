import { describe, expect, it } from 'vitest';
import { parseSchema, refuseEnterprise } from '../../src/neo4j/schema-file.ts';

describe('a schema file', () => {
  it('has statements of one or more lines, each with its place', () => {
    const text =
      '// names\nCREATE INDEX a FOR (n:A) ON (n.x);\n\nCREATE CONSTRAINT FOR (n:`B;`)\n  REQUIRE n.`;` IS UNIQUE;\n';
    expect(parseSchema(text, 'schema.cypher')).toEqual([
      { text: 'CREATE INDEX a FOR (n:A) ON (n.x)', place: 'schema.cypher:2', name: 'A' },
      { text: 'CREATE CONSTRAINT FOR (n:`B;`)\nREQUIRE n.`;` IS UNIQUE', place: 'schema.cypher:4', name: 'B;' },
    ]);
  });

  it.each(['DROP INDEX a;', 'CREATE INDEX FOR (n:A) ON (n.x); CREATE INDEX FOR (n:A) ON (n.y);'])(
    'is refused when it contains %j',
    (text) => {
      expect(() => parseSchema(text, 'a')).toThrow('at a:1');
    },
  );

  it('may have comments at the end of a line, in a line, and over several lines', () => {
    const text = `/* first
 don't */ CREATE INDEX a FOR (n:A) ON (n.x); // it's a note; CREATE
CREATE /* an */ INDEX FOR (n:\`//B\`) // by name
  ON (n.y)
  OPTIONS {indexConfig: {\`a/*\`: '// not a comment'}}
CREATE INDEX set FOR (match:Match) ON (match.delete)
/* unfinished`;
    expect(parseSchema(text, 'a')).toEqual([
      { text: 'CREATE INDEX a FOR (n:A) ON (n.x)', place: 'a:2', name: 'A' },
      {
        text: "CREATE   INDEX FOR (n:`//B`)\nON (n.y)\nOPTIONS {indexConfig: {`a/*`: '// not a comment'}}",
        place: 'a:3',
        name: '//B',
      },
      { text: 'CREATE INDEX set FOR (match:Match) ON (match.delete)', place: 'a:6', name: 'Match' },
    ]);
  });

  it.each([
    ['CREATE INDEX FOR (n:A) ON (n.x)\nMATCH (n) DETACH DELETE n', 'MATCH (n) DETACH DELETE n'],
    ['CREATE INDEX FOR (n:A) ON (n.x) /* ; */ CREATE INDEX FOR (n:A) ON (n.y)', 'CREATE INDEX FOR (n:A) ON (n.y)'],
    ['CREATE CONSTRAINT FOR (n:A) REQUIRE n.x IS UNIQUE\n  DROP INDEX b;', 'DROP INDEX b'],
    ['// note\nMATCH (n) DETACH DELETE n', 'MATCH (n) DETACH DELETE n'],
  ])('is refused when a statement follows without a semicolon: %j', (text, second) => {
    expect(() => parseSchema(text, 'a')).toThrow(`got \`${second}\``);
  });

  it.each(['n.x IS NODE KEY', '(n.x, n.y) IS KEY', 'n.x IS NOT NULL', 'n.x IS :: INTEGER', 'n.x is  typed STRING'])(
    'is refused for a constraint that Community lacks, %j',
    (constraint) => {
      const statements = parseSchema(`\nCREATE CONSTRAINT FOR (n:A) REQUIRE ${constraint}`, 'a');
      expect(() => refuseEnterprise(statements)).toThrow(
        'Expected a constraint that Community supports at a:2, got `IS ',
      );
    },
  );

  it('is not refused for a name that looks like a constraint Community lacks', () => {
    const text =
      'CREATE CONSTRAINT `IS KEY` FOR (n:A) REQUIRE n.`IS NOT NULL` IS UNIQUE;\nCREATE INDEX FOR (n:A) ON (n.x)';
    refuseEnterprise(parseSchema(text, 'a'));
  });
});
