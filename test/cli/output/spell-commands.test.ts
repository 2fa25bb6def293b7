import { describe, expect, it } from 'vitest';
import { createProgram } from '../../../src/cli/main.ts';
import { spellCommands } from '../../../src/cli/output/spell-commands.ts';

const npx = { npm_lifecycle_event: 'npx', npm_lifecycle_script: 'bulkgen' };

describe('a command to paste', () => {
  it.each([
    ['Next: bulkgen import estate', 'Next: npx bulkgen import estate'],
    ['Run `bulkgen neo4j start` or `bulkgen import`.', 'Run `npx bulkgen neo4j start` or `npx bulkgen import`.'],
    [
      'Stop    bulkgen neo4j stop\nRemove  bulkgen demo --clean',
      'Stop    npx bulkgen neo4j stop\nRemove  npx bulkgen demo --clean',
    ],
    ['  $ bulkgen export', '  $ npx bulkgen export'],
    ['created by bulkgen 0.1.0', 'created by bulkgen 0.1.0'],
    ['bulkgen: bulkgen failed unexpectedly', 'bulkgen: bulkgen failed unexpectedly'],
    ['the private server of bulkgen', 'the private server of bulkgen'],
  ])('starts with npx where npx started bulkgen: %s', (text, spelled) => {
    expect(spellCommands(text, npx)).toBe(spelled);
    expect(spellCommands(text, { ...npx, npm_lifecycle_script: "'bulkgen'" })).toBe(spelled);
  });

  it.each(createProgram().commands.map((command) => command.name()))('may be bulkgen %s', (name) => {
    expect(spellCommands(`\`bulkgen ${name}\``, npx)).toBe(`\`npx bulkgen ${name}\``);
  });

  it('starts with the script of a clone that started bulkgen', () => {
    const env = { ...npx, BULKGEN_COMMAND: './my $& clone/scripts/bulkgen' };
    expect(spellCommands('Stop    bulkgen neo4j stop\nRun `bulkgen demo`.', env)).toBe(
      "Stop    './my $& clone/scripts/bulkgen' neo4j stop\nRun `'./my $& clone/scripts/bulkgen' demo`.",
    );
  });

  it.each([
    ['an installed program', {}],
    ['a script of npm', { npm_lifecycle_event: 'build', npm_lifecycle_script: 'bulkgen export' }],
    ['another program below npx', { npm_lifecycle_event: 'npx', npm_lifecycle_script: 'vitest run' }],
  ])('stays as it is in %s', (_, env) => {
    expect(spellCommands('Next: bulkgen import estate', env)).toBe('Next: bulkgen import estate');
  });
});
