import type { Workload } from "../../data-services/workload";
import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Reference, Template, Unknown } from "../../graph/value";
import { mayDo } from "../../iam/permission";
import { nestedBlocks } from "../../network/nested-blocks";
import { type Judgement, warning } from "../../verdict";
import type { Rule } from "../rule";

/** A table, and the application that uses it. */
export interface TableUse {
  readonly workload: Workload;
  readonly table: Resource;
}

/**
 * Indexes have ARNs of their own.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
 */
export const indexesAllowed: Rule<TableUse> = {
  id: "DDB-02",
  title: "Who may query a table may query its indexes",
  check,
};

function check({ workload, table }: TableUse, graph: Graph): Judgement | undefined {
  const { role, onFargate } = workload;
  if (role === undefined || role instanceof Unknown || table.type !== "aws_dynamodb_table") return undefined;
  const indexes = ["global_secondary_index", "local_secondary_index"].flatMap((argument) =>
    nestedBlocks(table.get(argument)),
  );
  if (indexes.length === 0) return undefined;
  const arn = new Reference(table, ["arn"]);
  const lacking = ["dynamodb:Query", "dynamodb:Scan"].filter((action) => {
    const ask = (resource: Reference | Template) =>
      mayDo(graph, role, action, resource, { onFargate }).verdict;
    return ask(arn) === "yes" && ask(new Template([arn, "/index/*"])) === "no";
  });
  if (lacking.length === 0) return undefined;
  const names = lacking.map((action) => `"${action}"`).join(", ");
  return warning({
    at: role,
    found: `the ${workload.roleName} may do ${lacking.join(" and ")} on ${table.address}, and not on its indexes`,
    needed: `${lacking.join(" and ")} on ${table.address}.arn and on what is under /index/`,
    why: "An index has an ARN of its own, which that of the table does not cover: queries of it are answered AccessDenied.",
    fix: `{ Effect = "Allow", Action = [${names}], Resource = "\${${table.address}.arn}/index/*" }`,
  });
}
