import { describe, expect, it } from 'vitest';
import { describeCommand } from '../../../src/cli/commands/describe.ts';
import { outlineFormats } from '../../../src/cli/output/outline.ts';
import { writeFriends } from '../../model-loader/friends.ts';
import { runCommand } from './run-command.ts';

/** What the command prints. */
async function print(...args: readonly string[]): Promise<string> {
  return (await runCommand('describe', ...args)).stdout;
}

describe('bulkgen describe', () => {
  it('offers every format', () => {
    const { argChoices } = describeCommand().options.find(({ long }) => long === '--format')!;
    expect(argChoices).toEqual(Object.keys(outlineFormats));
  });

  it.each([
    ['table', /^cmdb [\d.]+: 220 nodes \(ConfigurationItem\) and \d+ relationships\n\nRegion: 2 nodes\n/],
    ['mermaid', /^graph LR\n {2}n0\["Region \(2\)"\]\n/],
    ['cypher', /\nCREATE CONSTRAINT `ci_id_unique` IF NOT EXISTS .*;\n/],
    ['markdown', /^\| label \| nodes \| properties \|\n/],
  ])('prints the graph of a scale as %s', async (format, expected) => {
    expect(await print('--scale', '200', '--format', format)).toMatch(expected);
  });

  it('prints the graph of a model of your own', async () => {
    expect(await print('--model', await writeFriends(), '--format', 'mermaid')).toMatch(/^ {2}n0 -->\|KNOWS\| n0$/m);
  });

  it.each([[['--json']], [['--format', 'json']], [['--json', '--format', 'mermaid']]])(
    'prints one object of JSON with %j',
    async (options) => {
      expect(JSON.parse(await print('--scale', '2m', ...options))).toMatchObject({
        model: { name: 'cmdb' },
        scale: 2_000_000,
      });
    },
  );
});
