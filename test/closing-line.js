// The last line of a test run, for programs that read it: `N passed, N failed`.

export default class ClosingLine {
  onRunComplete(_contexts, results) {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests } = results;
    // A file that could not run at all counts as a failure, or a broken import would look like success.
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : '';
    // Jest's own summary is written last of all, so this line waits for it.
    process.on('exit', () => process.stderr.write(`${numPassedTests} passed, ${failed} failed${skipped}\n`));
  }
}
