import { setFlagsFromString } from 'node:v8';

/** The first version of V8 on which the flags are untested. */
const untriedVersion = 15;

/** How many bytes of bytecode V8 may inline into a function: one for each 2,000 nodes, within these. */
const [leastInlined, mostInlined] = [450, 3_000];

/**
 * Tunes V8 for generating rows of a graph of so many nodes, in this process and the threads it starts. The CLI calls it before the first row. The library
 * does not, because the flags belong to its caller.
 *
 * The first flag keeps V8 from inlining large functions into row functions. The CMDB has 33 of these, and V8 compiles a function again for each one
 * that it inlines it into. In an export of 500,000 CIs, this took 7 % less processor time than the default of 460 bytes of bytecode on Node 22, and
 * 12 % less on Node 26.
 *
 * The second flag says how many bytes V8 inlines into a function in all. The default is 920. The more it inlines, the longer it compiles, and the faster
 * are the rows. Compared with 450 bytes, 3,000 take 21 % more processor time at 500,000 CIs, and 7 % less at 5 million.
 *
 * The third flag keeps V8's young generation small. Rows do not leave long-lived garbage, but without the flag this part of the
 * heap grew during a long export (20 MB a thread).
 */
export function tuneEngine(nodes = 0): void {
  if (Number.parseInt(process.versions.v8, 10) >= untriedVersion) return;
  const inlined = Math.min(mostInlined, Math.max(leastInlined, Math.floor(nodes / 2_000)));
  setFlagsFromString('--max-inlined-bytecode-size=150');
  setFlagsFromString(`--max-inlined-bytecode-size-cumulative=${inlined}`);
  setFlagsFromString('--semi-space-growth-factor=1');
}
