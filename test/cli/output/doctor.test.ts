import { expect, it } from 'vitest';
import { formatReport } from '../../../src/cli/output/doctor.ts';
import { describeReady, describeUnready } from '../../../src/doctor/readiness.ts';
import { exampleFailure } from '../../doctor/example.ts';

const targets = {
  docker: describeReady('2 Neo4j containers; name one of them', '--container one'),
  local: describeUnready([{ message: 'There is none', cure: 'Install one.' }]),
  embedded: describeReady('Neo4j 5.26.30'),
};

it('groups checks by area, with marks, and cures below the problems', () => {
  const text = formatReport({
    canImport: true,
    auto: { kind: 'docker', reason: '2 Neo4j containers; name one of them', canImport: false },
    targets,
    findings: [
      { area: 'java', status: 'ok', message: 'Java 21', facts: {} },
      { area: 'java', status: 'warning', message: 'JAVA_HOME is odd', cure: 'Unset it.', facts: {} },
      exampleFailure,
    ],
  });
  expect(text).toBe(`Java
  ✔ Java 21
  ! JAVA_HOME is odd
      Unset it.
Maven
  ✘ No
      Do.
Targets
  ✔ docker: 2 Neo4j containers; name one of them: --container one
  ✘ local: There is none
      Install one.
  ✔ embedded: Neo4j 5.26.30
  ! --target auto chooses docker (2 Neo4j containers; name one of them) and fails
      Name a target that can import: --target docker --container one.
`);
});

it.each([
  [
    { kind: 'embedded', reason: 'it is running', canImport: true },
    '  ✔ --target auto chooses embedded (it is running)\n',
  ],
  [{ kind: null, reason: 'It is odd', canImport: false }, '  ! --target auto cannot choose: It is odd\n'],
] as const)('reports the choice %j', (auto, end) => {
  const text = formatReport({ canImport: true, auto, targets, findings: [] });
  expect(text).toContain(end);
});
