import { writeSync } from "node:fs";

// Loaded into a measured program with --require: at its end the program tells what it used. Only a program itself can tell
// this on every system.
process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeSync(
    3,
    JSON.stringify({ cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMegabytes: maxRSS / 1024 }),
  );
});
