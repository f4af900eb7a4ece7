import { LINK_V1 } from "../../api/types";
import { External } from "../../graph/graph";
import { isList, type Unknown } from "../../graph/value";
import { kindName, kindOf } from "../../load-balancer/load-balancer";
import { LOAD_BALANCERS } from "../../load-balancer/types";
import { follow, isResource, lookUpAll, nameOf } from "../../network/look-up";
import { broken } from "../../verdict";
import type { ResourceRule } from "../rule";

/** https://docs.aws.amazon.com/apigateway/latest/api/API_CreateVpcLink.html */
export const linkHasOneTarget: ResourceRule = {
  id: "API-10",
  title: "A VPC link V1 has one Network Load Balancer",
  types: [LINK_V1],
  check: (link, graph) => {
    const given = follow(link.get("target_arns"));
    const targets = lookUpAll(graph, link.get("target_arns"), ...LOAD_BALANCERS);
    const words = {
      at: link,
      needed: "the ARN of one Network Load Balancer in target_arns",
      why: "A VPC link V1 makes an endpoint service of one Network Load Balancer. An Application Load Balancer needs a VPC link V2.",
    };
    if (targets.length > 1 || (isList(given) && given.length === 0)) {
      const found = `${link.address} has ${targets.length} targets`;
      return broken({ ...words, found, fix: "target_arns = [aws_lb.example.arn]" });
    }
    const [target] = targets;
    const wrong = target && kindIfOther(target);
    if (!wrong) return undefined;
    return broken({
      ...words,
      found: `the target of ${link.address}, ${nameOf(target)}, is a ${wrong}`,
      fix: isResource(target)
        ? `load_balancer_type = "network" at ${target.address}`
        : "target_arns = [aws_lb.example.arn]",
    });
  },
};

function kindIfOther(target: ReturnType<typeof lookUpAll>[number]): string | undefined {
  if (target instanceof External)
    return /:loadbalancer\/app\//.test(target.id) ? "application load balancer" : undefined;
  if (!isResource(target)) return undefined;
  const kind: string | Unknown = kindOf(target);
  return typeof kind === "string" && kind !== "network" ? kindName(target) : undefined;
}
