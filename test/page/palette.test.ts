import { describe, expect, it } from 'vitest';
import { methodInks } from '../../src/bench/page/inks.ts';
import { background } from '../../src/page/palette.ts';
import { statsInks } from '../../src/stats/page/inks.ts';

type Triple = readonly [number, number, number];

/**
 * What people see of a linear RGB colour. Colour blindness: Machado, Oliveira and Fernandes, "A Physiologically-based Model for
 * Simulation of Color Vision Deficiency" (2009), severity 1.
 */
const visions: Readonly<Record<string, readonly Triple[]>> = {
  'without colour blindness': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  'with protanopia': [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  'with deuteranopia': [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  'with tritanopia': [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const themes = ['light', 'dark'] as const;

const palettes = { bench: methodInks, stats: statsInks };
const cases = Object.entries(palettes).flatMap(([name, inks]) => themes.map((theme) => [name, theme, inks] as const));

describe.each(cases)('the colours of %s on a %s background', (_, theme, inks) => {
  const colours = Object.values(inks).map((ink) => toLinear(ink[theme]));

  it.each(Object.entries(visions))('can be distinguished %s', (_, vision) => {
    const seen = colours.map((colour) => toOklab(transform(vision, colour)));
    const distances = seen.flatMap((one, place) => seen.slice(place + 1).map((other) => distance(one, other)));
    expect(Math.min(...distances)).toBeGreaterThan(0.1); // 0.02 is just noticeable
  });

  it('stand out from it', () => {
    const [back] = [luminance(toLinear(background[theme]))];
    const contrasts = colours.map((colour) => {
      const [dark, bright] = [luminance(colour), back].toSorted((a, b) => a - b) as [number, number];
      return (bright + 0.05) / (dark + 0.05);
    });
    expect(Math.min(...contrasts)).toBeGreaterThanOrEqual(3); // WCAG 2.2, 1.4.11
  });
});

function toLinear(hex: string): Triple {
  const channel = (start: number): number => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function transform(matrix: readonly Triple[], [x, y, z]: Triple): Triple {
  return matrix.map(([a, b, c]) => Math.max(0, a * x + b * y + c * z)) as unknown as Triple;
}

/** https://bottosson.github.io/posts/oklab */
function toOklab(colour: Triple): Triple {
  const cone = transform(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    colour,
  ).map(Math.cbrt) as unknown as Triple;
  const [l, m, s] = cone;
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function distance(one: Triple, other: Triple): number {
  return Math.hypot(...one.map((value, place) => value - other[place]!));
}

function luminance([r, g, b]: Triple): number {
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
