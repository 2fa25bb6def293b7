import { describe, expect, it } from 'vitest';
import { drawPoint } from '../../src/model/geo-box.ts';
import { Stream } from '../../src/random/stream.ts';

const germany = { west: 5.9, east: 15, south: 47.3, north: 55.1 };
const stream = new Stream('test/place');

describe('drawPoint', () => {
  it('draws points in all parts of the box and none outside', () => {
    const place = drawPoint(stream, germany);
    const quarters = [0, 0, 0, 0];
    for (let ordinal = 0; ordinal < 4_000; ordinal++) {
      const [longitude, latitude] = place(ordinal);
      expect(longitude).toBeGreaterThanOrEqual(59_000);
      expect(longitude).toBeLessThanOrEqual(150_000);
      expect(latitude).toBeGreaterThanOrEqual(473_000);
      expect(latitude).toBeLessThanOrEqual(551_000);
      quarters[(longitude < 104_500 ? 0 : 1) + (latitude < 512_000 ? 0 : 2)]!++;
    }
    for (const count of quarters) expect(count).toBeGreaterThan(900);
  });

  it('draws the only point of the smallest box', () => {
    expect(drawPoint(stream, { west: -180, east: -180, south: 90, north: 90 })(3)).toEqual([-1_800_000, 900_000]);
  });

  it.each([
    [{ ...germany, east: 5 }, '`west` and `east` of a box to be in order and from -180 to 180, got `5.9` and `5`'],
    [{ ...germany, north: 91 }, '`south` and `north` of a box to be in order and from -90 to 90, got `47.3` and `91`'],
    [{ ...germany, south: Number.NaN }, '`south` and `north` of a box to be in order'],
  ])('refuses the box %j', (box, message) => {
    expect(() => drawPoint(stream, box)).toThrow(`Expected ${message}`);
  });
});
