import { readArguments, UsageError } from "../../bench/arguments";
import { timeByOwner } from "../../bench/cpu-profile";
import { type Figure, isReached, times } from "../../bench/figure";
import { median, ratio } from "../../bench/statistics";
import { figureTable } from "../../bench/table";

const figure = (value: number | undefined): Figure => ({
  name: "One : other",
  value,
  format: times,
  target: { atMost: 1.5 },
});

test("a median is the middle, whatever the order", () => {
  expect(median([9, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 100])).toBe(3);
  expect(() => median([])).toThrow("no values");
});

test("a ratio compares the runs of one round, so that a slow round does not count", () => {
  expect(ratio([2, 20, 2.2], [1, 10, 1])).toBe(2);
  expect(() => ratio([1], [])).toThrow("cannot be paired");
});

test("a target is reached up to its limit, and not by what was not measured", () => {
  expect(isReached(figure(1.5))).toBe(true);
  expect(isReached(figure(1.51))).toBe(false);
  expect(isReached(figure(undefined))).toBe(false);
  expect(isReached({ ...figure(9), target: undefined })).toBeUndefined();
});

test("the table says what was measured and what was aimed at", () => {
  expect(figureTable([figure(1.25), figure(undefined), { ...figure(2), target: undefined }])).toBe(
    [
      "Figure           Measured              Target  Reached",
      "-----------  ------------  ------------------  -------",
      "One : other    1.25 times  at most 1.50 times  yes",
      "One : other  not measured  at most 1.50 times  no",
      "One : other    2.00 times",
    ].join("\n"),
  );
});

test("parts run in their own order, and all of them unless some are named", () => {
  expect(readArguments([])).toEqual({
    parts: ["synthesis", "chains", "services", "review", "tests"],
    strict: false,
    help: false,
  });
  expect(readArguments(["tests", "synthesis", "--strict"])).toMatchObject({
    parts: ["synthesis", "tests"],
    strict: true,
  });
  expect(() => readArguments(["speed"])).toThrow(UsageError);
  expect(() => readArguments(["--fast"])).toThrow(UsageError);
});

test("a profile tells whose code ran: loading is left out, Node.js counts for its caller", () => {
  const frame = (id: number, functionName: string, url: string, children: number[] = []) => ({
    id,
    callFrame: { functionName, url },
    children,
  });
  const profile = {
    nodes: [
      frame(1, "(root)", "", [2, 7]),
      frame(2, "", "file:///app/dist/main.js", [3, 4, 5]),
      frame(3, "require", "node:internal/modules/helpers", [6]),
      frame(4, "resolve", "file:///app/node_modules/cdktf/lib/resolve.js", [8]),
      frame(5, "Vpc", "file:///app/node_modules/@cdktf/provider-aws/lib/vpc/index.js"),
      frame(6, "", "file:///app/node_modules/cdktf/lib/index.js"),
      frame(7, "(garbage collector)", ""),
      frame(8, "writeFileSync", "node:fs"),
    ],
    samples: [2, 4, 8, 5, 6, 7],
    timeDeltas: [1000, 2000, 3000, 4000, 5000, 6000],
  };
  expect(timeByOwner(profile)).toEqual({
    "this project": 1,
    cdktf: 5,
    "provider bindings": 4,
    "garbage collection": 6,
  });
});
