import type { RowEncoder } from '../csv/encode.ts';
import type { ByteBuffer } from '../model/byte-buffer.ts';

/** Rows that travel together: all ordinals of a group, in order, by each of them. */
export type RowGroups = ReadonlyMap<number, readonly number[]>;

export interface GroupEncoder extends RowEncoder {
  /** How many rows the buffer holds; without it, one for each call. */
  countRows?(): number;
}

/** The rows of the largest group. */
export function measureGroups(groups: RowGroups): number {
  let most = 1;
  for (const { length } of groups.values()) most = Math.max(most, length);
  return most;
}

/**
 * Writes a whole group in place of its first row, and nothing in place of its other rows. A group whose first row stands in another
 * batch is only written where the buffer would stay empty.
 */
export function createGroupEncoder(encoder: RowEncoder, groups: RowGroups, out: ByteBuffer): GroupEncoder {
  if (groups.size === 0) return encoder;
  let rows = 0;
  const encode = (ordinal: number): void => {
    encoder.encode(ordinal);
    rows++;
  };
  return {
    ...encoder,
    countRows: () => rows,
    encode(ordinal) {
      const isFirst = out.position === 0;
      if (isFirst) rows = 0;
      const group = groups.get(ordinal);
      if (!group) encode(ordinal);
      else if (group[0] === ordinal || isFirst) group.forEach(encode);
    },
  };
}
