/** About three years, in milliseconds: another year, month, day and weekday. */
const distance = 1_017 * 86_400_000;

/** Does work while the clock of this thread shows another date, so that a model that looks at the clock is found out. */
export function withOtherDate<Result>(work: () => Result): Result {
  const RealDate = globalThis.Date;
  class OtherDate extends RealDate {
    constructor(...given: readonly unknown[]) {
      if (given.length === 0) super(RealDate.now() + distance);
      else super(...(given as [number])); // as the caller gave them
    }

    static override now(): number {
      return RealDate.now() + distance;
    }
  }
  globalThis.Date = OtherDate as DateConstructor;
  try {
    return work();
  } finally {
    globalThis.Date = RealDate;
  }
}
