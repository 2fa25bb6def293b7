// Prints the table of faults for README.md from what the suites noted when they last ran.
import { formatFaultTable } from '../test/end-to-end/support/fault-table.ts';

process.stdout.write(await formatFaultTable());
