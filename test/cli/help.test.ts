import type { Command } from 'commander';
import { describe, expect, it, vi } from 'vitest';
import { createProgram } from '../../src/cli/main.ts';
import { spellCommands } from '../../src/cli/output/spell-commands.ts';
import { defaultAsOf, defaultScale, defaultSeed } from '../../src/export/create-graph.ts';

function listCommands(command: Command, path = ''): readonly (readonly [string, Command])[] {
  const name = `${path}${command.name()}`;
  return [[name, command], ...command.commands.flatMap((child) => listCommands(child, `${name} `))];
}

const commands = listCommands(createProgram());

describe.each(commands)('the help of %s', (_name, command) => {
  let help = '';
  command.configureOutput({
    writeOut: (text) => (help += text),
    getOutHelpWidth: () => 80,
    getOutHasColors: () => false,
  });
  command.outputHelp();

  it('has a paragraph per line, so that a terminal breaks lines only at its width', () => {
    for (const paragraph of command.description().split('\n\n')) expect(paragraph).toMatch(/^[A-Z].*[.:]$/);
  });

  it('fits into 80 columns', () => {
    const lines = help
      .split('\n\n')
      .filter((block) => !/^Examples?:/.test(block))
      .join('\n')
      .split('\n'); // examples are for copying
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });

  it('fits into 80 columns where bulkgen is started with npx', () => {
    vi.stubEnv('npm_lifecycle_event', 'npx');
    vi.stubEnv('npm_lifecycle_script', 'bulkgen');
    let spelled = '';
    command.configureOutput({ writeOut: (text) => (spelled += spellCommands(text)), getOutHelpWidth: () => 80 });
    command.outputHelp();
    vi.unstubAllEnvs();
    const [text = ''] = spelled.split(/\n\nExamples?:/);
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('ends with an example of the command', () => {
    const [, examples = ''] = help.split(/\nExamples?:\n/);
    expect(examples.split('\n').filter(Boolean)).not.toEqual([]);
    for (const line of examples.split('\n').filter(Boolean)) expect(line).toMatch(/^ {2}\$ bulkgen /);
  });

  it('describes each option by a phrase that stands alone', () => {
    for (const { flags, description } of command.createHelp().visibleOptions(command)) {
      expect({ flags, description }).toEqual({
        flags,
        description: expect.stringMatching(/^(Bolt|Neo4j|[a-z"]+)\b.*[^.]$/),
      });
      expect(description).not.toMatch(/^the same|\bof that\b/);
    }
  });

  it('calls --help the same everywhere', () => {
    expect(help).toMatch(/-h, --help +print help/);
    expect(help).not.toContain('display help');
  });
});

it('export names the defaults of the library', () => {
  const [, command] = commands.find(([name]) => name === 'bulkgen export')!;
  const defaults = command.options.map((option) => [option.attributeName(), option.defaultValue]);
  expect(Object.fromEntries(defaults)).toMatchObject({ seed: defaultSeed, asOf: defaultAsOf, scale: defaultScale });
});
