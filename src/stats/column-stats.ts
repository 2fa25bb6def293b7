import { IdHashList } from '../lint/ids/id-hash-set.ts';
import type { IdHash } from '../lint/ids/id-reader.ts';
import { countRepeatedHashes } from './count-repeated.ts';
import type { PropertyStats } from './graph-stats.ts';
import { ensureLength } from './typed-array.ts';
import { ValueMix } from './value-mix.ts';

const integerTypes: readonly string[] = ['byte', 'short', 'int', 'long'];

export interface ColumnOptions {
  readonly name: string;
  /** In lower case. */
  readonly type: string;
  /** Whether the values of each row are kept, for figures about both ends of relationships. */
  readonly keepsRows: boolean;
  /** Whether repeated values are counted. */
  readonly isUnique: boolean;
}

/** Counts the values of one property of a label or type. Rows without the property need not be added. */
export class ColumnStats {
  readonly name: string;
  readonly type: string;
  #present = 0;
  #mix: ValueMix | undefined = new ValueMix();
  readonly #keepsRows: boolean;
  #codes = new Uint8Array();
  #integers: Float64Array | undefined;
  readonly #hashes: IdHashList | undefined;
  #repeatedHashes: Int32Array | undefined;

  constructor({ name, type, keepsRows, isUnique }: ColumnOptions) {
    this.name = name;
    this.type = type;
    this.#keepsRows = keepsRows;
    if (keepsRows && integerTypes.includes(type)) this.#integers = new Float64Array();
    if (isUnique) this.#hashes = new IdHashList();
  }

  /** Whether the hash of a value is needed. */
  get needsHash(): boolean {
    return this.#mix !== undefined || this.#hashes !== undefined;
  }

  /** Whether the number of a value is needed. */
  get needsInteger(): boolean {
    return this.#integers !== undefined;
  }

  /** Adds the value of a row. `hash` is looked at if it is needed. */
  add(row: number, hash: IdHash, readText: () => string): void {
    this.#present++;
    this.#hashes?.add(hash.high, hash.low);
    if (!this.#mix) return;
    const code = this.#mix.add(hash, readText);
    if (code === 0) {
      this.#mix = undefined;
      this.#codes = new Uint8Array();
    } else if (this.#keepsRows) {
      this.#codes = ensureLength(this.#codes, row + 1, (length) => new Uint8Array(length));
      this.#codes[row] = code;
    }
  }

  /** Adds the number of a row. What is not a number ends the list of numbers. */
  addInteger(row: number, value: number): void {
    if (!this.#integers) return;
    if (Number.isNaN(value)) {
      this.#integers = undefined;
      return;
    }
    this.#integers = ensureLength(this.#integers, row + 1, (length) => new Float64Array(length));
    this.#integers[row] = value;
  }

  /** The number of each row, if every one of the rows has a number and they differ. */
  listIntegers(rows: number): Float64Array | undefined {
    const hasFew = this.#mix !== undefined && this.#mix.values.length < 2;
    return this.#present === rows && !hasFew ? this.#integers?.subarray(0, rows) : undefined;
  }

  /** The values that codes of rows stand for, from code 1 on, if there are few. */
  get values(): readonly string[] | undefined {
    return this.#mix?.values;
  }

  /** The code of the value of each row; 0, or beyond the end, for none. */
  get codes(): Uint8Array {
    return this.#codes;
  }

  /** The hashes of all values, if repeated ones are counted. */
  get hashes(): Int32Array | undefined {
    this.#repeatedHashes ??= this.#hashes?.take();
    return this.#repeatedHashes;
  }

  summarise(rows: number): PropertyStats {
    const { name, type, hashes } = this;
    const values = this.#mix?.values.map((value, place) => {
      const count = this.#mix!.counts[place + 1]!;
      return { value, rows: count, share: count / this.#present };
    });
    return {
      ...{ name, type, missing: rows - this.#present },
      ...(values && { values: values.toSorted((a, b) => b.rows - a.rows || (a.value < b.value ? -1 : 1)) }),
      ...(hashes && { repeated: countRepeatedHashes([hashes]) }),
    };
  }
}
