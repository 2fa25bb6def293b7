import { endCell, writePadded, writeText } from '../byte-buffer.ts';
import { encodeTexts, writeEncoded } from '../encoded-texts.ts';
import { formatId, type ReadableId } from '../readable-id.ts';
import { type Column, type ColumnContext, refuseOthers } from './column.ts';
import { stringCells } from './text.ts';

const maxDigits = 16;
const maxPrefix = 16;

/** The readable id of the row itself; the cell is the row's ordinal. */
export function identity(): Column<[ordinal: number], string> {
  return readableId((context) => context.ownId);
}

/** The readable id of a node of another table; the cell is that node's ordinal. */
export function reference(label: string): Column<[ordinal: number], string> {
  return readableId((context) => context.idOf(label));
}

/** The readable id of a node of any table; the cell is its record number. */
export function anyReference(): Column<[record: number], string> {
  return {
    ...stringCells,
    refuse: refuseOthers('a record number'),
    maxBytes: maxPrefix + maxDigits + 2,
    writer: (out, context) => (record) => {
      writeText(out, context.idOfRecord(record));
      endCell(out);
    },
    reader: (context) => (record) => context.idOfRecord(record),
  };
}

function readableId(choose: (context: ColumnContext) => ReadableId): Column<[ordinal: number], string> {
  return {
    ...stringCells,
    refuse: refuseOthers('the number of a node within its kind'),
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
