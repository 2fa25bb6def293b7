import { endCell, writePadded } from '../../../model/byte-buffer.ts';
import { type Column, misfit, refuseOthers } from '../../../model/column/column.ts';
import { refuseQuoting } from '../../../model/column/enumeration.ts';
import { stringCells } from '../../../model/column/text.ts';
import { encodeTexts, writeEncoded } from '../../../model/encoded-texts.ts';
import type { Code, Vocabulary } from '../../../model/vocabulary.ts';

const mostDigits = 16;

/**
 * The name of an application or a database, `banking-ledger-0000123`: two words and the number of the CI, with as many digits as its id. A number of
 * null leaves the number out. Throws `invalid-model` for words that need quotes.
 */
export function componentName<Start extends string, Component extends string>(
  starts: Vocabulary<Start>,
  components: Vocabulary<Component>,
): Column<[start: Code<Start>, component: Code<Component>, number: number | null], string> {
  refuseQuoting([...starts.words, ...components.words]);
  const first = encodeTexts(starts.words.map((word) => `${word}-`));
  const second = encodeTexts(components.words.map((word) => `${word}-`));
  return {
    ...stringCells,
    refuse(start, component, number) {
      refuseOthers('a code of its vocabulary', 'a code of its vocabulary')(start, component);
      if (number !== null && !(Number.isSafeInteger(number) && Number(number) >= 0))
        throw misfit('a whole number', number);
    },
    maxBytes: first.maxBytes + second.maxBytes + mostDigits + 1,
    writer(out, { ownId }) {
      const { digits } = ownId;
      return (start, component, number) => {
        writeEncoded(out, first, start);
        writeEncoded(out, second, component);
        if (number === null)
          out.position--; // the dash before the number
        else writePadded(out, number, digits);
        endCell(out);
      };
    },
    reader({ ownId }) {
      return (start, component, number) => {
        const words = `${starts.word(start)}-${components.word(component)}`;
        return number === null ? words : `${words}-${String(number).padStart(ownId.digits, '0')}`;
      };
    },
  };
}
