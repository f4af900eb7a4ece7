import type { ResourceRule, Rule } from "../rule";
import { containerPortExists } from "./container-port-exists";
import { functionPermits } from "./function-permits";
import { groupHasTargets } from "./group-has-targets";
import { healthCheckReaches } from "./health-check-reaches";
import { hostsAdmit } from "./hosts-admit";
import { listenerForwards } from "./listener-forwards";
import { listenerOnPort } from "./listener-on-port";
import { listenerWellFormed } from "./listener-well-formed";
import { protocolsFit } from "./protocols-fit";
import { sameVpc } from "./same-vpc";
import { serviceWaitsForListener } from "./service-waits-for-listener";
import { targetTypeFits } from "./target-type-fits";
import { taskTargetType } from "./task-target-type";
import { zonesCovered } from "./zones-covered";

/** The rules of this folder about resources alone. */
export const LOAD_BALANCER_RULES: readonly ResourceRule[] = [listenerWellFormed];

/** The rules of this folder about hops, for a list of all rules. */
export const LOAD_BALANCER_HOP_RULES: readonly Pick<Rule<unknown>, "id" | "title" | "awsCode">[] = [
  containerPortExists,
  functionPermits,
  groupHasTargets,
  healthCheckReaches,
  hostsAdmit,
  listenerForwards,
  listenerOnPort,
  protocolsFit,
  sameVpc,
  serviceWaitsForListener,
  targetTypeFits,
  taskTargetType,
  zonesCovered,
];
