import { join } from "node:path";
import { apiPaths } from "../../../review/paths/api";
import { readInputs } from "../../../review/read/inputs";
import { synthesized } from "../own-stack";
import { judged } from "./stack";

const ROOT = join(__dirname, "../../..");

const read = async (path: string) => {
  const { graph } = await readInputs([join(ROOT, path)]);
  return judged(apiPaths.infer(graph), graph);
};

describe("traps", () => {
  test.each([
    [
      "port-mismatch",
      "API-01",
      "aws_api_gateway_integration.proxy",
      'uri = "http://${aws_lb.orders.dns_name}/{proxy}"',
    ],
    [
      "privatelink-enforcement",
      "API-02",
      "aws_lb.orders",
      'enforce_security_group_inbound_rules_on_private_link_traffic = "off"',
    ],
    ["wrong-health-check-port", "LB-05", "aws_lb_target_group.orders", "Leave port out"],
    ["container-port-mismatch", "LB-04", "aws_ecs_service.orders", "container_port = 8000"],
  ])("%s is named at the right address, and nothing else is", async (trap, rule, address, fix) => {
    const [path, ...others] = await read(`examples/traps/${trap}`);
    expect(others).toEqual([]);
    expect(path?.verdict).toBe("BROKEN");
    expect(path?.hops.flatMap(({ findings }) => findings)).toMatchObject([
      { rule, address, verdict: "BROKEN", fix: expect.stringContaining(fix) },
    ]);
  });
});

test.each(["private-ecs", "private-ecs-with-database"])(
  "%s of our own has a way in that is proven",
  (stack) => {
    const graph = synthesized("development", stack);
    const ways = judged(apiPaths.infer(graph), graph);
    expect(ways.map(({ verdict, port }) => [verdict, port])).toEqual([["PROVEN", 8000]]);
  },
);
