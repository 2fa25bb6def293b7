// Before each end-to-end file. Its servers live for seconds: without Java's optimizing compiler their start and an import
// take two thirds of the processor's time.
process.env['JAVA_TOOL_OPTIONS'] ??= '-XX:TieredStopAtLevel=1';
