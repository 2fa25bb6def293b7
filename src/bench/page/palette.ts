import type { BenchMethod } from '../report.ts';

interface Ink {
  /** The colour on white. Plots are drawn with it. */
  readonly light: string;
  /** The colour on a dark background, which the style of the page puts in its place. */
  readonly dark: string;
}

/**
 * The colour of each method, the same in every plot. People with any kind of colour blindness can distinguish all
 * pairs. The contrast to the background is 3 or more.
 */
export const methodInks: Readonly<Record<BenchMethod, Ink>> = {
  create: { light: '#3a3f45', dark: '#d9dee4' },
  maps: { light: '#c67c20', dark: '#f5bd28' },
  unwind: { light: '#0032be', dark: '#4c4ef0' },
  apoc: { light: '#4981f0', dark: '#9dbaff' },
  csv: { light: '#9b65a9', dark: '#a97bd2' },
  procedure: { light: '#097963', dark: '#4ca37b' },
  import: { light: '#840102', dark: '#ff5814' },
};

/** The colours of text, of what is less important, and of lines. */
export const plainInks = {
  text: { light: '#1d2329', dark: '#e4e8ec' },
  quiet: { light: '#57606a', dark: '#a3adb8' },
  line: { light: '#d8dee4', dark: '#343c45' },
} satisfies Readonly<Record<string, Ink>>;

/** The background of the page. */
export const background: Ink = { light: '#ffffff', dark: '#14181d' };

/** CSS rules that define the colours as variables, `--unwind` and others, and give plots the colours of the reader's theme. */
export function formatPalette(): string {
  const inks: readonly (readonly [string, Ink])[] = Object.entries({ ...methodInks, ...plainInks, background });
  const define = (theme: keyof Ink): string => inks.map(([name, ink]) => `--${name}:${ink[theme]};`).join('');
  const paint = inks.map(
    ([name, { light }]) => `svg [fill="${light}"]{fill:var(--${name})}svg [stroke="${light}"]{stroke:var(--${name})}`,
  );
  const swatches = Object.keys(methodInks).map((name) => `.swatch.${name}{background:var(--${name})}`);
  return `:root{${define('light')}}@media screen and (prefers-color-scheme:dark){:root{${define('dark')}}}${[...paint, ...swatches].join('')}`;
}
