const sampledRows = 300;

/** Ranges of ordinals that stand for all rows of a table: its start, middle and end, because numbers grow longer. */
export function sampleRanges(rows: number): readonly { readonly first: number; readonly end: number }[] {
  if (rows <= sampledRows) return [{ first: 0, end: rows }];
  const third = Math.floor(sampledRows / 3);
  const starts = [0, Math.floor((rows - third) / 2), rows - third];
  return starts.map((first) => ({ first, end: first + third }));
}
