import { describe, expect, it } from 'vitest';
import { liveOption } from '../../../src/cli/options/live.ts';

const read = (text: string): unknown => liveOption().parseArg!(text, undefined as never);

describe('--live', () => {
  it.each([
    ['8080', 8080],
    ['1024', 1024],
    ['65535', 65535],
  ])('takes the port %s', (text, port) => {
    expect(read(text)).toBe(port);
  });

  it.each(['0', '80', '1023', '65536', '8080.5', '-1', '1e4', 'estate', 'localhost:8080', ''])(
    'refuses `%s`',
    (text) => {
      expect(() => read(text)).toThrow(
        expect.objectContaining({
          code: 'invalid-option',
          message: `Expected --live to be a port from 1024 to 65535, got \`${text}\``,
        }),
      );
    },
  );
});
