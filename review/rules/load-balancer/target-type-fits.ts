import { Unknown } from "../../graph/value";
import type { Forwarding } from "../../load-balancer/forwarding";
import { kindName, kindOf } from "../../load-balancer/load-balancer";
import { targetTypeOf } from "../../load-balancer/target-group";
import { isResource } from "../../network/look-up";
import { broken } from "../../verdict";
import type { Rule } from "../rule";

/** Which kinds of targets a load balancer takes, and which a service registers. */
export const targetTypeFits: Rule<Forwarding> = {
  id: "LB-13",
  title: "The target group takes targets of this kind",
  check: ({ loadBalancer, group, target }) => {
    if (!isResource(group)) return undefined;
    const type = targetTypeOf(group);
    if (type instanceof Unknown) return undefined;
    const kind = kindOf(loadBalancer);
    if ((type === "lambda" && kind === "network") || (type === "alb" && kind === "application")) {
      return broken({
        at: group,
        found: `${group.address} has target_type "${type}" behind a ${kindName(loadBalancer)}`,
        needed: type === "lambda" ? "an Application Load Balancer" : "a Network Load Balancer",
        why: "Functions can be targets of an Application Load Balancer only, and load balancers targets of a Network Load Balancer only.",
        fix: `load_balancer_type = "${type === "lambda" ? "application" : "network"}"`,
      });
    }
    const wanted = target && WANTED[target.kind];
    if (!wanted || wanted === type) return undefined;
    return broken({
      at: group,
      found: `${group.address} has target_type "${type}", and ${target.by.address} registers a ${target.kind}`,
      needed: `target_type = "${wanted}"`,
      why: "A target group takes targets of its one type only; AWS refuses others.",
      fix: `target_type = "${wanted}"`,
    });
  },
};

const WANTED: Readonly<Partial<Record<string, string>>> = {
  "Lambda function": "lambda",
  "load balancer": "alb",
  "Auto Scaling group": "instance",
};
