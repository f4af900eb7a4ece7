import { readFileSync } from "node:fs";
import { join } from "node:path";
import { reviewPlans } from "../../plan/review-plans";
import { isBroken } from "../../review/outcome";
import { folderWith } from "../review/read/fixtures";

/** The plan of a database that admits a port, and of a client that is let out to another one. */
const plan = (port: number) => {
  const resource = (type: string, name: string, after: object) => ({
    address: `${type}.${name}`,
    mode: "managed",
    type,
    name,
    change: { actions: ["create"], before: null, after, after_unknown: {} },
  });
  const rule = { ip_protocol: "tcp", from_port: 5432, to_port: 5432 };
  return {
    format_version: "1.2",
    resource_changes: [
      resource("aws_vpc", "v", { id: "vpc-1", cidr_block: "10.0.0.0/16" }),
      resource("aws_subnet", "s", { id: "subnet-1", vpc_id: "vpc-1", cidr_block: "10.0.0.0/24" }),
      resource("aws_security_group", "app", { id: "sg-app", vpc_id: "vpc-1" }),
      resource("aws_security_group", "db", { id: "sg-db", vpc_id: "vpc-1" }),
      resource("aws_vpc_security_group_egress_rule", "out", {
        ...rule,
        security_group_id: "sg-app",
        referenced_security_group_id: "sg-db",
      }),
      resource("aws_vpc_security_group_ingress_rule", "in", {
        ...rule,
        from_port: port,
        to_port: port,
        security_group_id: "sg-db",
        referenced_security_group_id: "sg-app",
      }),
      resource("aws_db_subnet_group", "db", { id: "db", name: "db", subnet_ids: ["subnet-1"] }),
      resource("aws_db_instance", "db", {
        port: 5432,
        engine: "postgres",
        db_subnet_group_name: "db",
        vpc_security_group_ids: ["sg-db"],
      }),
    ],
  };
};

test.each([
  [5432, false, "proven"],
  [5433, true, "broken"],
])("plans whose database admits %i are reviewed as one, and leave a page", async (port, broken, count) => {
  const folder = folderWith({ "stack/plan.json": plan(port) });
  const page = join(folder, "review.html");
  const result = await reviewPlans([join(folder, "stack", "plan.json")], page);
  expect(isBroken(result)).toBe(broken);
  expect(result.summary).toEqual({ proven: 0, broken: 0, unknown: 0, [count]: 1 });
  expect(readFileSync(page, "utf8")).toContain("aws_db_instance.db");
});
