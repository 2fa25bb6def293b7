import { expect, it } from 'vitest';
import { findLastLine, findLastLines, findReason } from '../../../src/targets/neo4j/program-output.ts';

it.each([
  [
    'the innermost cause',
    `2026-11-24 10:42:31.916+0000 ERROR Failed to start Neo4j on 127.0.0.1:7474.
java.lang.RuntimeException: Error starting Neo4j
\tat org.neo4j.A.b(A.java:1)
Caused by: org.neo4j.LifecycleException: Component failed
Caused by: org.neo4j.PortBindException: Address 127.0.0.1:7474 is already in use, cannot bind to it.
\t... 8 more
2026-11-24 10:42:32.222+0000 INFO  Stopped.
`,
    'org.neo4j.PortBindException: Address 127.0.0.1:7474 is already in use, cannot bind to it.',
  ],
  [
    'an exception without a cause',
    'Exception in thread "main" java.lang.IllegalArgumentException: Unrecognized setting.\n\tat org.neo4j.A.b(A.java:1)\n',
    'java.lang.IllegalArgumentException: Unrecognized setting.',
  ],
  [
    'the first line of a JVM that would not start',
    'Invalid maximum heap size: -Xmxabc\nError: Could not create the Java Virtual Machine.\n',
    'Error: Could not create the Java Virtual Machine.',
  ],
  [
    'the line after a notice of the JVM',
    'Picked up JAVA_TOOL_OPTIONS: -Xmx1g\nFailed to read config neo4j.conf\n',
    'Failed to read config neo4j.conf',
  ],
  ['nothing in routine output', '2026-11-24 10:42:32.222+0000 INFO  Stopped.\n', undefined],
])('finds %s', (_, log, reason) => {
  expect(findReason(log)).toBe(reason);
});

it('keeps the last lines that may say why a load failed', () => {
  const lines = [
    'Picked up JAVA_TOOL_OPTIONS: -Xmx1g',
    'Files: 51/51, data: 100.0%',
    'Done: 51 files, 259.4MiB processed in 0.491 seconds.',
    "Failed to load database 'neo4j': Unable to load database: ZstdIOException: Truncated source",
    "Load failed for databases: 'neo4j'",
    "Load failed for databases: 'neo4j'",
    "Run with '--verbose' for a more detailed error message.",
    '\tat org.neo4j.A.b(A.java:1)',
    '',
  ];
  const reason = "Failed to load database 'neo4j': Unable to load database: ZstdIOException: Truncated source";
  expect(findLastLines(lines)).toBe(reason);
  expect(findLastLine(lines)).toBe(reason);
  expect(findLastLines(['a', 'b', 'b', 'c', 'd'])).toBe('b; c; d');
  expect(findLastLines([])).toBe('it printed nothing');
});
