import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import type { Value } from "../../graph/value";
import { textArgument } from "../../load-balancer/argument";
import type { Forwarding } from "../../load-balancer/forwarding";
import { follow, isManaged, isResource, lookUp } from "../../network/look-up";
import { broken, proven, unknown } from "../../verdict";
import type { Rule } from "../rule";

const PRINCIPAL = "elasticloadbalancing.amazonaws.com";

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html */
export const functionPermits: Rule<Forwarding> = {
  id: "LB-09",
  title: "The function lets the load balancer call it",
  check: ({ target, group }, graph) => {
    if (target?.kind !== "Lambda function" || !isResource(group)) return undefined;
    const { resource: called } = target;
    const permissions = graph
      .ofType("aws_lambda_permission")
      .filter((one) => textArgument(one, "principal") === PRINCIPAL);
    const callable = [called, functionOf(graph, called)];
    const permission = permissions.find((one) =>
      callable.some((each) => names(graph, one.get("function_name"), each)),
    );
    if (permission) return proven(`${permission.address} lets load balancers call ${called.address}`);
    const words = {
      at: called,
      found: `no aws_lambda_permission lets load balancers call ${called.address}`,
      needed: `a permission for ${PRINCIPAL}`,
      why: "AWS refuses to register a function that load balancers may not call.",
      fix: `resource "aws_lambda_permission" "${called.name}" {\n  action        = "lambda:InvokeFunction"\n  function_name = ${called.address}.function_name\n  principal     = "${PRINCIPAL}"\n  source_arn    = ${group.address}.arn\n}`,
    };
    const unclear = permissions.find((one) => typeof textArgument(one, "function_name") !== "string");
    if (unclear)
      return unknown({
        ...words,
        found: `whether ${unclear.address} lets load balancers call ${called.address} cannot be told`,
      });
    return isManaged(called) ? broken(words) : unknown(words);
  },
};

function functionOf(graph: Graph, called: Resource): Resource {
  const found =
    called.type === "aws_lambda_alias"
      ? lookUp(graph, called.get("function_name"), "aws_lambda_function")
      : called;
  return isResource(found) ? found : called;
}

/** Whether a value names a function or an alias of it: by a reference, an ARN, or its name. */
function names(graph: Graph, value: Value | undefined, called: Resource): boolean {
  if (lookUp(graph, value, called.type) === called) return true;
  const name = follow(value);
  return typeof name === "string" && name !== "" && follow(called.get("function_name")) === name;
}
