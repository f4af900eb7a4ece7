import { type Part, readArguments, USAGE, UsageError } from "./arguments";
import { type Figure, isReached } from "./figure";
import { growthFigures } from "./growth";
import { reviewFigures } from "./review";
import { synthesisFigures } from "./synthesis";
import { figureTable } from "./table";
import { testFigures } from "./tests";
import { breakdownTables } from "./where-time-goes";

interface Result {
  readonly figures: readonly Figure[];
  readonly explanation?: string;
}

const MEASURE: Readonly<Record<Part, () => Result>> = {
  synthesis: () => {
    const { figures, missed } = synthesisFigures();
    return { figures, explanation: missed && breakdownTables(missed) };
  },
  chains: () => ({ figures: growthFigures("chain", "chains-app.js") }),
  services: () => ({ figures: growthFigures("service", "services-app.js") }),
  review: () => ({ figures: reviewFigures() }),
  tests: () => ({ figures: testFigures() }),
};

function main(): number {
  const { parts, strict, help } = readArguments(process.argv.slice(2));
  if (help) {
    console.log(USAGE);
    return 0;
  }
  const results = parts.map((part) => {
    console.error(`Measuring ${part} ...`);
    return MEASURE[part]();
  });
  const figures = results.flatMap((result) => result.figures);
  console.log(`\n${figureTable(figures)}`);
  for (const { explanation } of results) if (explanation) console.log(`\n${explanation}`);
  return strict && figures.some((figure) => isReached(figure) === false) ? 1 : 0;
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(error instanceof UsageError ? error.message : error);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
