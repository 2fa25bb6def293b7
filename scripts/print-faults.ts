// Prints the table of faults for test/golden/faults.md from what the fault suites recorded in their last run.
import { formatFaultTable } from '../test/end-to-end/support/fault-table.ts';

process.stdout.write(await formatFaultTable());
