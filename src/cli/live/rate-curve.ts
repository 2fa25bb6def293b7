const shortestInterval = 0.25;
const mostPoints = 120;

interface Point {
  readonly seconds: number;
  readonly completed: number;
}

/** The rate of a step over its time, in bounded memory: a long step gets wider intervals, not more of them. */
export class RateCurve {
  #points: Point[] = [{ seconds: 0, completed: 0 }];
  #interval = shortestInterval;

  /** Adds what was completed after so many seconds. Counts that come too soon after the last are left out. */
  add(seconds: number, completed: number): void {
    if (seconds - this.#points.at(-1)!.seconds < this.#interval) return;
    this.#points.push({ seconds, completed });
    if (this.#points.length <= mostPoints) return;
    this.#points = this.#points.filter((_point, index) => index % 2 === 0);
    this.#interval *= 2;
  }

  /** The end of each interval, and what was completed per second in it. */
  rates(): readonly (readonly [number, number])[] {
    return this.#points.slice(1).map(({ seconds, completed }, index) => {
      const before = this.#points[index]!;
      return [round(seconds), round(Math.max(0, completed - before.completed) / (seconds - before.seconds))];
    });
  }
}

/** To hundredths: no pixel of the curve shows more. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}
