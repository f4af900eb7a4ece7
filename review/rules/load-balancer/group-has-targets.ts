import type { Forwarding } from "../../load-balancer/forwarding";
import { isResource } from "../../network/look-up";
import { proven, unknown } from "../../verdict";
import type { Rule } from "../rule";

export const groupHasTargets: Rule<Forwarding> = {
  id: "LB-03",
  title: "The target group has targets",
  awsCode: "ELBV2_LISTENER_REQUIRES_TG_ACCEPT",
  check: ({ group, target, uncertain }) => {
    if (!isResource(group)) return undefined;
    if (target) return proven(`${target.by.address} registers with ${group.address}`);
    const [unclear] = uncertain;
    const found = unclear
      ? `whether ${unclear.address} registers with ${group.address} cannot be told`
      : `nothing in the files given registers with ${group.address}`;
    return unknown({
      at: group,
      found,
      needed: "an ECS service, an attachment or an Auto Scaling group that names the target group",
      why: "A load balancer without targets answers with an error or not at all. Something else, like a controller of Kubernetes, may register them.",
      fix: `load_balancer {\n  target_group_arn = ${group.address}.arn\n  container_name   = "..."\n  container_port   = ...\n}`,
    });
  },
};
