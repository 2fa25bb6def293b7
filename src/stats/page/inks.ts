import type { Ink } from '../../page/palette.ts';

/** The colours of plots. People with any kind of colour blindness can distinguish them. */
export const statsInks = {
  'fan-in': { light: '#0032be', dark: '#9dbaff' },
  'fan-out': { light: '#c67c20', dark: '#f5bd28' },
  share: { light: '#097963', dark: '#4ca37b' },
} satisfies Readonly<Record<string, Ink>>;
