// Prints Jest's own totals as `N passed, N failed`, and fails unless every test has passed.

const { existsSync, readFileSync } = require("node:fs");

const path = process.argv[2];

// A test that did not run has shown nothing, so in CI it counts as one that failed; and so does a file that could
// not even be loaded, which Jest counts apart.
function totals({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }) {
  const skipped = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => ["pending", "skipped", "disabled", "todo"].includes(status)),
  );
  for (const { fullName } of skipped) console.log(`Skipped, which counts as failed here: ${fullName}`);
  const unloaded = testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  );
  for (const { name, message } of unloaded)
    console.log(`Not loaded, which counts as failed: ${name}\n${message}`);
  return {
    passed: numPassedTests,
    failed: numFailedTests + numPendingTests + numTodoTests + unloaded.length,
  };
}

const { passed, failed } = existsSync(path)
  ? totals(JSON.parse(readFileSync(path, "utf8")))
  : { passed: 0, failed: 1 }; // Jest was not reached: the messages above say why.
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = passed > 0 && failed === 0 ? 0 : 1;
