import { BulkgenError } from '../../errors.ts';
import { encodeTexts, writeEncoded } from '../encoded-texts.ts';
import { type Column, misfit, refuseOthers } from './column.ts';
import { refuseQuoting } from './enumeration.ts';
import { stringCells } from './text.ts';

/** A column of `formatted`. */
export interface FormattedColumn extends Column<[number: number], string> {
  /** How many different cells the format has. The numbers from 0 to `size` − 1 have one each. */
  readonly size: number;
}

/** A place of a format whose character depends on the number. */
interface Place {
  /** The byte of the text. */
  readonly at: number;
  /** How many characters can stand here. */
  readonly base: number;
  /** The byte of the first one; the others follow. */
  readonly first: number;
}

const hash = 0x23;
const questionMark = 0x3f;

/**
 * A number in a fixed format, `INV-000042`: in `formatted('INV-######')`, each `#` is a digit and each `?` a letter from A to Z. The cell is
 * the number: `n` counts up, `draw.below(plate.size, n)` draws a licence plate or a telephone number, which may repeat. Different numbers have
 * different texts, so for unique ones pass `n`. Throws `invalid-model` for a format without `#` and `?`, with text that needs quotes or with more than 2^53 texts, and for a number that
 * is not from 0 to `size` − 1.
 */
export function formatted(format: string): FormattedColumn {
  const { places, size } = readFormat(format);
  const cell = encodeTexts([`${format},`]);
  const expected = `a number from 0 to ${size - 1} for the format ${format}`;

  /** Puts the characters that depend on the number into the bytes of the format. */
  function fill(bytes: Uint8Array, start: number, number: number): void {
    if (!(Number.isSafeInteger(number) && number >= 0 && number < size)) throw misfit(expected, number);
    let rest = number;
    for (let index = 0; index < places.length; index++) {
      const { at, base, first } = places[index]!;
      const next = Math.floor(rest / base);
      bytes[start + at] = first + rest - next * base;
      rest = next;
    }
  }

  return {
    ...stringCells,
    size,
    refuse: refuseOthers(expected),
    maxBytes: cell.maxBytes,
    writer: (out) => (number) => {
      const start = out.position;
      writeEncoded(out, cell, 0);
      fill(out.bytes, start, number);
    },
    reader: () => (number) => {
      const bytes = new TextEncoder().encode(format);
      fill(bytes, 0, number);
      return new TextDecoder().decode(bytes);
    },
  };
}

function readFormat(format: string): { readonly places: readonly Place[]; readonly size: number } {
  refuseQuoting([format]);
  const places = listPlaces(format);
  const size = places.reduce((product, { base }) => product * base, 1);
  if (places.length === 0)
    throw new BulkgenError(
      'invalid-model',
      `Expected a format to have \`#\` for digits or \`?\` for letters, got \`${format}\``,
    );
  if (size > Number.MAX_SAFE_INTEGER)
    throw new BulkgenError('invalid-model', `Expected a format to have at most 2^53 texts, got more by \`${format}\``);
  return { places, size };
}

/** The places that depend on the number, the last one first. */
function listPlaces(format: string): readonly Place[] {
  const bytes = [...new TextEncoder().encode(format)];
  return bytes
    .flatMap((byte, at): Place[] => {
      if (byte === hash) return [{ at, base: 10, first: 0x30 }];
      return byte === questionMark ? [{ at, base: 26, first: 0x41 }] : [];
    })
    .toReversed();
}
