import { expect, it } from 'vitest';
import { parseUnit } from '../../src/system/systemd-unit.ts';

it.each([
  ['a service', '0::/system.slice/neo4j.service\n', 'neo4j.service'],
  ['a service, by version 1', '9:pids:/x\n1:name=systemd:/system.slice/neo4j.service\n0::/\n', 'neo4j.service'],
  ['an instance of a service', '0::/system.slice/system-neo4j.slice/neo4j@one.service\n', 'neo4j@one.service'],
  ['a session', '0::/user.slice/user-1000.slice/session-3.scope\n', undefined],
  ['a terminal', '0::/user.slice/user-1000.slice/user@1000.service/app.slice/vte-spawn-1.scope\n', undefined],
  ['a container', '0::/\n', undefined],
])('reads the unit of %s', (_what, cgroup, unit) => {
  expect(parseUnit(cgroup)).toBe(unit);
});
