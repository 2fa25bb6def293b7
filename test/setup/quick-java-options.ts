/** The servers of tests live for seconds. Without Java's optimizing compiler, a start and an import take two thirds of the processor time. */
export const quickJava = { JAVA_TOOL_OPTIONS: process.env['JAVA_TOOL_OPTIONS'] ?? '-XX:TieredStopAtLevel=1' };
