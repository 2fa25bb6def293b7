import { describe, expect, it } from 'vitest';
import { judgeJava, nameLine } from '../../src/doctor/check-java.ts';
import { exampleJava } from './example.ts';

const judge = (majors: readonly number[], brokenHome?: string) =>
  judgeJava({ javas: majors.map(exampleJava), brokenHome }).map(({ status, message }) => ({ status, message }));

describe('judgeJava', () => {
  it('says which Neo4j each Java runs', () => {
    expect(judge([17, 21, 25])).toEqual([
      { status: 'ok', message: 'Java 17.0.1 runs Neo4j 5.26 (/jvm/17/bin/java)' },
      { status: 'ok', message: 'Java 21.0.1 runs Neo4j 5.26 and 2026 (/jvm/21/bin/java)' },
      { status: 'ok', message: 'Java 25.0.1 runs Neo4j 2026 (/jvm/25/bin/java)' },
    ]);
  });

  it('warns of a Neo4j that no Java runs while another one is run', () => {
    expect(judge([17])[1]).toEqual({
      status: 'warning',
      message: 'There is no Java for Neo4j 2026, which needs Java 21 or newer',
    });
  });

  it('misses Java when there is none that runs any Neo4j', () => {
    expect(judge([11])).toEqual([
      { status: 'ok', message: 'Java 11.0.1 runs no Neo4j (/jvm/11/bin/java)' },
      { status: 'missing', message: 'There is no Java for Neo4j 5.26, which needs Java 17 to 21' },
      { status: 'missing', message: 'There is no Java for Neo4j 2026, which needs Java 21 or newer' },
    ]);
    expect(judge([]).map(({ status }) => status)).toEqual(['missing', 'missing']);
  });

  it('warns of a JAVA_HOME without Java', () => {
    expect(judge([21], '/nowhere').at(-1)).toEqual({
      status: 'warning',
      message: "JAVA_HOME names /nowhere, where there is no bin/java; Maven and Neo4j's own scripts do not start so",
    });
  });
});

it.each([
  ['5.26.30', '5.26'],
  ['2026.08.1', '2026'],
])('the line of %s is %s', (version, line) => {
  expect(nameLine(version)).toBe(line);
});
