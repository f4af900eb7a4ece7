import { peerOfTarget } from "../../load-balancer/connection";
import type { Forwarding } from "../../load-balancer/forwarding";
import { isResource, nameOf } from "../../network/look-up";
import { peerOf } from "../../network/peer";
import { same, vpcOf } from "../../network/vpc";
import { broken, type Judgement } from "../../verdict";
import type { Rule } from "../rule";

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html */
export const sameVpc: Rule<Forwarding> = {
  id: "LB-12",
  title: "Load balancer, target group and tasks are in one VPC",
  check: ({ loadBalancer, group, target }, graph) => {
    if (!isResource(group) || group.mode === "data" || group.get("vpc_id") === undefined) return undefined;
    const vpc = vpcOf(graph, group);
    const said: Judgement[] = [];
    const compare = (other: typeof vpc, name: string) => {
      if (!isResource(other) || !isResource(vpc) || same(vpc, other) !== false) return;
      said.push(
        broken({
          at: group,
          found: `${group.address} is in ${nameOf(vpc)}, and ${name} in ${nameOf(other)}`,
          needed: "one VPC for both",
          why: "A target group belongs to the VPC of its load balancer, and its tasks and instances stand there.",
          fix: `vpc_id = ${other.address}.id`,
        }),
      );
    };
    compare(peerOf(graph, loadBalancer)?.vpc, loadBalancer.address);
    if (target && target.kind !== "address")
      compare(peerOfTarget(graph, target, group)?.vpc, target.resource.address);
    return said;
  },
};
