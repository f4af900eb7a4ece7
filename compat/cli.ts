import { readArguments, USAGE, UsageError } from "./arguments";
import { check, isCompatible } from "./check";
import { findingTable, problems } from "./table";

async function main(): Promise<number> {
  const { combinations, help } = readArguments(process.argv.slice(2));
  if (help) {
    console.log(USAGE);
    return 0;
  }
  const findings = await check(combinations, (finding) => {
    console.error(`${finding.name}: ${isCompatible(finding) ? "compatible" : "NOT compatible"}`);
    if (!isCompatible(finding)) console.error(problems(finding));
  });
  console.log(`\n${findingTable(findings)}`);
  return findings.every(isCompatible) ? 0 : 1;
}

main().then(
  (status) => {
    process.exitCode = status;
  },
  (error) => {
    console.error(error instanceof UsageError ? error.message : error);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  },
);
