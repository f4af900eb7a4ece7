import type { Forwarding } from "../../load-balancer/forwarding";
import { kindOf } from "../../load-balancer/load-balancer";
import { isResource, nameOf } from "../../network/look-up";
import { broken, proven, unknown } from "../../verdict";
import type { Rule } from "../rule";

export const listenerForwards: Rule<Forwarding> = {
  id: "LB-02",
  title: "The listener forwards to a target group",
  awsCode: "ELBV2_LISTENER_HAS_NO_TG",
  check: ({ loadBalancer, listener, forward, group, forwards }) => {
    if (forward && isResource(group)) {
      const by = forward.by === listener ? listener.address : `${forward.by.address} of ${listener.address}`;
      return proven(`${by} forwards to ${group.address}`);
    }
    const words = {
      at: forward?.by ?? listener,
      needed: `an action of ${listener.address}, or of a rule of it, that forwards to a target group`,
      why: "A listener without an action of type forward connects nobody to a target.",
      fix: `default_action {\n  type             = "forward"\n  target_group_arn = aws_lb_target_group.${listener.name}.arn\n}`,
    };
    if (group) {
      return unknown({
        ...words,
        found: `${words.at.address} forwards to ${nameOf(group)}, which is not in the files given`,
      });
    }
    const does =
      forwards.otherwise.length > 0
        ? `only answers with ${forwards.otherwise.join(", ")}`
        : "forwards nowhere";
    const found = `${listener.address} ${does}, and no rule in the files given forwards`;
    if (forwards.otherwise.length > 0 && kindOf(loadBalancer) === "network") {
      const why = "Listeners of a Network Load Balancer can only forward: AWS refuses any other action.";
      return broken({ ...words, found: `${listener.address} of a Network Load Balancer ${does}`, why });
    }
    if (forwards.complete !== true) return unknown({ ...words, found: `${found}; ${forwards.complete}` });
    // A rule may stand with the application that it forwards to, in files of its own. Without any action AWS refuses the listener.
    return forwards.otherwise.length > 0 ? unknown({ ...words, found }) : broken({ ...words, found });
  },
};
