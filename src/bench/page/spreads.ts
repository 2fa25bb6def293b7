import type { PlotSeries } from '../../page/draw.ts';
import { plainInks } from '../../page/palette.ts';

/** The ends of a line, from the least to the most value of several rounds: x, y, x, y. */
export type SpreadMark = readonly [number, number, number, number];

/** Lines from the least to the most. A plot has its marks at 2: lines at 1 do not hide them. */
export function drawSpreads(marks: readonly SpreadMark[], z: 1 | 3): PlotSeries {
  return {
    type: 'custom',
    silent: true,
    z,
    data: marks.map((mark) => [...mark]),
    encode: { x: [0, 2], y: [1, 3] },
    renderItem: (_, { value, coord }) => {
      const [x1, y1] = coord([value(0), value(1)]) as [number, number];
      const [x2, y2] = coord([value(2), value(3)]) as [number, number];
      return { type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke: plainInks.text.light, lineWidth: 1.5 } };
    },
  };
}
