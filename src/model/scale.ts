/** The named scales, in configuration items (CIs). */
export const namedScales: Readonly<Record<string, number>> = {
  small: 1_000,
  medium: 10_000,
  large: 100_000,
  enterprise: 500_000,
};

const factors: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, b: 1e9 };

/** Reads `enterprise`, `250000`, `250,000`, `1.5m` or `2b`. Undefined for text that is not a whole number of CIs. */
export function parseScale(text: string): number | undefined {
  const name = text.toLowerCase();
  if (Object.hasOwn(namedScales, name)) return namedScales[name];
  const match = /^(\d+(?:\.\d+)?|\d{1,3}(?:[,_]\d{3})+)([kmb]?)$/.exec(name);
  if (!match) return undefined;
  const scale = Number(match[1]!.replaceAll(/[,_]/g, '')) * factors[match[2]!]!;
  const whole = Math.round(scale);
  // Floating point: 1.001 * 1000 is not exactly 1001.
  return Number.isSafeInteger(whole) && Math.abs(scale - whole) < 1e-6 ? whole : undefined;
}
