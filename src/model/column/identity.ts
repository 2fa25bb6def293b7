import { endCell, writePadded, writeText } from '../byte-buffer.ts';
import { encodeTexts, writeEncoded } from '../encoded-texts.ts';
import { formatId, type ReadableId } from '../readable-id.ts';
import type { Column } from './column.ts';

const maxDigits = 16;
const maxPrefix = 16;

/** The readable id of the row itself; the cell is the row's ordinal. */
export function identity(): Column<[ordinal: number]> {
  return readableId((context) => context.ownId);
}

/** The readable id of a node of another table; the cell is that node's ordinal. */
export function reference(label: string): Column<[ordinal: number]> {
  return readableId((context) => context.idOf(label));
}

/** The readable id of a node of any table; the cell is its record number. */
export function anyReference(): Column<[record: number]> {
  return {
    type: 'string',
    cypherType: 'STRING',
    maxBytes: maxPrefix + maxDigits + 2,
    writer: (out, context) => (record) => {
      writeText(out, context.idOfRecord(record));
      endCell(out);
    },
    reader: (context) => (record) => context.idOfRecord(record),
  };
}

function readableId(choose: (context: Parameters<Column<[number]>['reader']>[0]) => ReadableId): Column<[number]> {
  return {
    type: 'string',
    cypherType: 'STRING',
    maxBytes: maxPrefix + maxDigits + 2,
    writer(out, context) {
      const { prefix, digits } = choose(context);
      const start = encodeTexts([`${prefix}-`]);
      return (ordinal) => {
        writeEncoded(out, start, 0);
        writePadded(out, ordinal, digits);
        endCell(out);
      };
    },
    reader(context) {
      const id = choose(context);
      return (ordinal) => formatId(id, ordinal);
    },
  };
}
