import { resolve } from "node:path";
import { judgePath, ResourceJudge } from "../../../review/judge";
import { dataServicePaths } from "../../../review/paths/data-services";
import { readInputs } from "../../../review/read/inputs";
import { DATA_SERVICE_RULES } from "../../../review/rules/data-services";
import { OPENSEARCH_RULES } from "../../../review/rules/opensearch";
import { summary } from "./task";

const ROOT = resolve(__dirname, "../../..");

/** The paths to data in a folder of examples, each with its verdict and what objects to it. */
async function pathsIn(folder: string): Promise<readonly (readonly string[])[]> {
  const { graph } = await readInputs([resolve(ROOT, folder)]);
  const judge = new ResourceJudge(graph, [...DATA_SERVICE_RULES, ...OPENSEARCH_RULES]);
  return dataServicePaths.infer(graph).map((draft) => {
    const id = `${draft.from} -> ${draft.to}`;
    return [id, ...summary(judgePath(draft, id, "inferred", graph, judge))];
  });
}

test("the trap of DynamoDB's interface endpoint", async () => {
  expect(await pathsIn("examples/traps/dynamodb-interface-endpoint")).toEqual([
    [
      "aws_ecs_service.orders -> aws_dynamodb_table.orders",
      "BROKEN",
      "BROKEN EP-04 aws_vpc_endpoint.dynamodb",
    ],
  ]);
});

test("the trap of an endpoint of EC2 for a collection", async () => {
  expect(await pathsIn("examples/traps/opensearch-ordinary-endpoint")).toEqual([
    [
      "aws_ecs_service.orders -> aws_opensearchserverless_collection.search",
      "BROKEN",
      "BROKEN AOSS-01 aws_vpc_endpoint.opensearch",
    ],
  ]);
});

test.each([
  ["opensearch-serverless-isolated", ["aws_ecs_service.this -> aws_opensearchserverless_collection.this"]],
  ["isolated-cidr-rules-rest", ["aws_ecs_service.orders -> aws_dynamodb_table.orders"]],
  [
    "network-acls-prefix-list",
    ["audit", "mail"].map((name) => `aws_ecs_service.worker["${name}"] -> aws_sqs_queue.worker["${name}"]`),
  ],
])("what works in %s is proven", async (name, paths) => {
  const found = await pathsIn(`__tests__/review/corpus/working/${name}`);
  expect(found).toEqual(paths.map((path) => [path, "PROVEN"]));
});
