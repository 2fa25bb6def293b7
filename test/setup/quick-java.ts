// Runs before each end-to-end file. Its servers live for seconds. Without Java's optimizing compiler, a start and an import take
// two thirds of the processor time.
process.env['JAVA_TOOL_OPTIONS'] ??= '-XX:TieredStopAtLevel=1';
