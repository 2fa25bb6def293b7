/** A colour of plots and of their legends. */
export interface Ink {
  /** The colour on white. Plots are drawn with it. */
  readonly light: string;
  /** The colour on a dark background, which the style of the page puts in its place. */
  readonly dark: string;
}

/** The colours of text, of what is less important, and of lines. */
export const plainInks = {
  text: { light: '#1d2329', dark: '#e4e8ec' },
  quiet: { light: '#57606a', dark: '#a3adb8' },
  line: { light: '#d8dee4', dark: '#343c45' },
} satisfies Readonly<Record<string, Ink>>;

/** The background of the page. */
export const background: Ink = { light: '#ffffff', dark: '#14181d' };

/**
 * CSS rules that define the colours of a page as variables, `--text` and others, give plots the colours of the reader's theme, and
 * colour the swatches of legends.
 */
export function formatPalette(pageInks: Readonly<Record<string, Ink>>): string {
  const inks: readonly (readonly [string, Ink])[] = Object.entries({ ...pageInks, ...plainInks, background });
  const define = (theme: keyof Ink): string => inks.map(([name, ink]) => `--${name}:${ink[theme]};`).join('');
  const paint = inks.map(
    ([name, { light }]) => `svg [fill="${light}"]{fill:var(--${name})}svg [stroke="${light}"]{stroke:var(--${name})}`,
  );
  const swatches = Object.keys(pageInks).map((name) => `.swatch.${name}{background:var(--${name})}`);
  return `:root{${define('light')}}@media screen and (prefers-color-scheme:dark){:root{${define('dark')}}}${[...paint, ...swatches].join('')}`;
}
