import { synthesized } from "../own-stack";
import { findings, verdicts } from "./configuration";

test.each([
  ["development", "private-ecs", ["ecr.api", "ecr.dkr", "logs", "s3", "ssmmessages"]],
  ["production", "private-ecs", ["ecr.api", "ecr.dkr", "logs", "s3"]],
  ["development", "private-ecs-with-database", ["ecr.api", "ecr.dkr", "logs", "s3"]],
])("in %s, %s has a proven way to each of %j", (environment, stack, suffixes) => {
  const graph = synthesized(environment, stack);
  expect(findings(graph)).toEqual([]);
  const proven = verdicts(graph);
  expect(new Set(Object.values(proven))).toEqual(new Set(["PROVEN"]));
  expect(Object.keys(proven)).toEqual(expect.arrayContaining(suffixes));
});
