// What property values take in Neo4j's record formats (`aligned`, `standard`). A property record has four blocks of 8 bytes. A value
// takes one to four blocks; texts and lists that do not fit take one, and records of the string or the array store. Read from the
// classes PropertyType, TemporalType, GeometryType, LongerShortString, ShortArray and DynamicArrayStore of neo4j-record-storage-engine 5.26.
import type { PropertyValue, ScalarValue, StructuredValue } from '../model/value.ts';

/** Records in the stores of a record format. Each store has ids of 36 bits. */
export interface StoreRecords {
  readonly properties: number;
  readonly strings: number;
  readonly arrays: number;
}

/** What a value takes. */
interface ValueSize {
  readonly blocks: number;
  readonly strings?: number;
  readonly arrays?: number;
}

const blocksPerRecord = 4;
const bitsPerBlock = 64;
/** The key, the type and, for a short text or list, what describes it. */
const [textHeader, listHeader] = [39, 44];
const longestShortList = 63;
/** Bytes of a record in the string and the array store, without its header. */
const dynamicBytes = 120;

/** The records that these values of one node or relationship take: values stay in their order, and a record is never split. */
export function countRecords(values: Iterable<PropertyValue>): StoreRecords {
  let [properties, strings, arrays, free] = [0, 0, 0, 0];
  for (const value of values) {
    if (value === null) continue;
    const size = measureValue(value);
    if (size.blocks > free) {
      properties++;
      free = blocksPerRecord;
    }
    free -= size.blocks;
    strings += size.strings ?? 0;
    arrays += size.arrays ?? 0;
  }
  return { properties, strings, arrays };
}

function measureValue(value: Exclude<PropertyValue, null>): ValueSize {
  switch (typeof value) {
    case 'boolean':
      return { blocks: 1 };
    case 'number':
      return { blocks: 2 };
    case 'bigint':
      return { blocks: BigInt.asIntN(35, value) === value ? 1 : 2 };
    case 'string':
      return measureText(value);
    default:
      return 'kind' in value ? { blocks: blocksOf[value.kind] } : measureList(value);
  }
}

/** Values that Neo4j has a type of its own for. A date is short: the number of its day. */
const blocksOf: Readonly<Record<StructuredValue['kind'], number>> = {
  ...{ date: 1, localtime: 2, time: 2, localdatetime: 2, datetime: 3 },
  ...{ duration: 4, point: 3 },
};

function measureText(text: string): ValueSize {
  const bits = textHeader + bitsPerCharacter(text) * text.length;
  const blocks = Math.ceil(bits / bitsPerBlock);
  if (blocks <= blocksPerRecord) return { blocks };
  return { blocks: 1, strings: Math.ceil(Buffer.byteLength(text) / dynamicBytes) };
}

/** Short texts of few different characters take fewer bits. The first set that has all characters counts. */
const characterSets: readonly (readonly [bits: number, characters: RegExp])[] = [
  [4, /^(?:[\d .,'+-]*|[\d :/+TZ.-]*|[\da-f]*|[\dA-F]*)$/],
  [5, /^(?:[a-z ._:/-]*|[A-Z ._:/-]*|[a-z@._,&+-]*)$/],
  [6, /^(?:[\da-z._\-:/+,'@|;*?&%#()$<>=]*|[\dA-Za-z _]*|[A-Za-z ._\-:/+,'@|;*?&%#()$<>=]*)$/],
  [7, /^[\dA-Za-z ._\-À-ÿ]*$/],
  [8, /^[\0-ÿ]*$/],
];

function bitsPerCharacter(text: string): number {
  const bits = characterSets.find(([, characters]) => characters.test(text))?.[0];
  return bits ?? (8 * Buffer.byteLength(text)) / text.length;
}

function measureList(values: readonly ScalarValue[]): ValueSize {
  const bits = listHeader + values.length * bitsPerElement(values);
  const blocks = Math.ceil(bits / bitsPerBlock);
  if (values.length <= longestShortList && blocks <= blocksPerRecord) return { blocks };
  return { blocks: 1, arrays: Math.ceil(bytesOfList(values) / dynamicBytes) };
}

/** Infinite for texts, points and temporal values, whose lists are never short. */
function bitsPerElement(values: readonly ScalarValue[]): number {
  switch (typeof values[0]) {
    case 'boolean':
      return 1;
    case 'number':
      return bitsPerBlock;
    case 'bigint':
      return bitsOfLargest(values as readonly bigint[]);
    default:
      return Number.POSITIVE_INFINITY;
  }
}

/** Whole numbers of an array all take the bits of the largest one; where one is negative, all 64. */
function bitsOfLargest(numbers: readonly (bigint | number)[]): number {
  const bits = numbers.map((number) => (number < 0 ? bitsPerBlock : number.toString(2).length));
  return bits.reduce((most, each) => Math.max(most, each), 1);
}

/** Bytes before the values of an array: of numbers, of texts, of temporal values and of points. */
const [numbersHeader, textsHeader, temporalHeader, pointsHeader] = [3, 5, 5, 9];

/** A text has its length before it. A point is two floats; a temporal value is one to four whole numbers, as long as the largest of them. */
function bytesOfList(values: readonly ScalarValue[]): number {
  const [first] = values;
  if (typeof first === 'string')
    return (values as readonly string[]).reduce((sum, text) => sum + 4 + Buffer.byteLength(text), textsHeader);
  if (typeof first !== 'object') return numbersHeader + Math.ceil((values.length * bitsPerElement(values)) / 8);
  if (first.kind === 'point') return pointsHeader + 16 * values.length;
  const numbers = (values as readonly StructuredValue[]).flatMap(numbersOf);
  return temporalHeader + Math.ceil((numbers.length * bitsOfLargest(numbers)) / 8);
}

/** The whole numbers that a temporal value is in an array. A nanosecond is 0: no value of a column has one. */
function numbersOf(value: StructuredValue): readonly number[] {
  switch (value.kind) {
    case 'date':
      return [value.day];
    case 'localtime':
      return [value.second * 1e9];
    case 'time':
      return [value.second * 1e9, value.offset];
    case 'localdatetime':
      return [value.second, 0];
    case 'datetime':
      return [value.second, 0, 1]; // the last one: an offset of 0
    case 'duration':
      return [value.months, value.days, value.seconds, 0];
    case 'point':
      return [];
  }
}
