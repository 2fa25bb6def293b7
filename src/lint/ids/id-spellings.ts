// Spreadsheets and data frames rewrite ids: `7` for `007`, `1.0` for `1`, `1E+05` for `100000`.

const widths = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/** Other ways to write an id, of which a node may have one. */
export function spellingsOf(id: string): readonly string[] {
  const trimmed = id.trim();
  const spellings = new Set([trimmed, trimmed.toLowerCase(), trimmed.toUpperCase(), ...numbersLike(trimmed)]);
  spellings.delete(id);
  spellings.delete('');
  return [...spellings];
}

function numbersLike(text: string): readonly string[] {
  const [, sign = '', digits = ''] = /^(-?)(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)$/.exec(text) ?? [];
  const value = Number(digits);
  if (digits === '' || !Number.isSafeInteger(value)) return [];
  const plain = `${value}`;
  const exponents = ['E+', 'e+', 'E', 'e'].flatMap((mark) => writeExponent(value, mark));
  const padded = widths.filter((width) => width > plain.length).map((width) => plain.padStart(width, '0'));
  return [plain, `${plain}.0`, ...padded, ...exponents].map((number) => sign + number);
}

/** `1E+05` and `1E+5` for 100000; nothing for a small number, which no tool writes in this way. */
function writeExponent(value: number, mark: string): readonly string[] {
  if (value < 100_000) return [];
  const [mantissa, exponent = ''] = value.toExponential().split('e+');
  return [`${mantissa}${mark}${exponent}`, `${mantissa}${mark}${exponent.padStart(2, '0')}`];
}
