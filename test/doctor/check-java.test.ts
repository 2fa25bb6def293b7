import { describe, expect, it } from 'vitest';
import { evaluateJava } from '../../src/doctor/check-java.ts';
import { exampleJava } from './example.ts';

const evaluate = (majors: readonly number[], brokenHome?: string) =>
  evaluateJava({ javas: majors.map(exampleJava), brokenHome }).map(({ status, message }) => ({ status, message }));

describe('evaluateJava', () => {
  it('reports which Neo4j each Java can run', () => {
    expect(evaluate([17, 21, 25])).toEqual([
      { status: 'ok', message: 'Java 17.0.1 runs Neo4j 5.26 (/jvm/17/bin/java)' },
      { status: 'ok', message: 'Java 21.0.1 runs Neo4j 5.26 and 2026 (/jvm/21/bin/java)' },
      { status: 'ok', message: 'Java 25.0.1 runs Neo4j 2026 (/jvm/25/bin/java)' },
    ]);
  });

  it('warns of a Neo4j that no Java can run when another Neo4j can run', () => {
    expect(evaluate([17])[1]).toEqual({
      status: 'warning',
      message: 'Neo4j 2026 needs Java 21 or newer, which is not installed',
    });
  });

  it('reports Java as missing when no Java can run any Neo4j', () => {
    expect(evaluate([11])).toEqual([
      { status: 'ok', message: 'Java 11.0.1 cannot run Neo4j (/jvm/11/bin/java)' },
      { status: 'missing', message: 'Neo4j 5.26 needs Java 17 to 21, which is not installed' },
      { status: 'missing', message: 'Neo4j 2026 needs Java 21 or newer, which is not installed' },
    ]);
    expect(evaluate([]).map(({ status }) => status)).toEqual(['missing', 'missing']);
  });

  it('warns of a JAVA_HOME without Java', () => {
    expect(evaluate([21], '/nowhere').at(-1)).toEqual({
      status: 'warning',
      message: "JAVA_HOME is /nowhere, which has no bin/java; Maven and Neo4j's scripts cannot start",
    });
  });
});
