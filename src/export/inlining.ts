import { setFlagsFromString } from 'node:v8';

/** The first version of V8 that the flag has not been tried on. */
const untriedVersion = 15;

/**
 * Lets the engine inline more of a row function in this process: with its own limit, 920 bytes of bytecode, a row of 20
 * cells calls most of them. Measured over all tables: 9 % faster on Node 22, 16 % on 24, 18 % on 26. For a process of our
 * own, before the first row is made; a library has no business with the flags of its caller.
 */
export function raiseInliningBudget(): void {
  if (Number.parseInt(process.versions.v8, 10) >= untriedVersion) return;
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=5000');
}
