import type { ResourceRule, Rule } from "../rule";
import { cacheIsFilled } from "./cache-is-filled";
import { containerIsComplete } from "./container-is-complete";
import { containerKeysAreKnown } from "./container-keys-are-known";
import { deploymentProceeds } from "./deployment-proceeds";
import { execCanWrite } from "./exec-can-write";
import { fargateSize } from "./fargate-size";
import { hostPortFits } from "./host-port-fits";
import { logGroupExists } from "./log-group-exists";
import { logOptionsAreComplete } from "./log-options-are-complete";
import { networkModeFits } from "./network-mode-fits";
import { platformIsRecent } from "./platform-is-recent";
import { publicAddressServes } from "./public-address-serves";
import { registryReachable } from "./registry-reachable";
import { serviceFitsLaunch } from "./service-fits-launch";
import { serviceWithinLimits } from "./service-within-limits";
import { someImagePulled } from "./some-image-pulled";
import { usePermitted } from "./use-permitted";
import { volumeIsDeclared } from "./volume-is-declared";

/** The rules of this folder about resources alone. */
export const ECS_RULES: readonly ResourceRule[] = [
  fargateSize,
  networkModeFits,
  publicAddressServes,
  containerIsComplete,
  hostPortFits,
  volumeIsDeclared,
  containerKeysAreKnown,
  logOptionsAreComplete,
  deploymentProceeds,
  serviceFitsLaunch,
  serviceWithinLimits,
  platformIsRecent,
  cacheIsFilled,
];

/** Those about hops, as a list of rules names them. */
export const ECS_HOP_RULES: readonly Pick<Rule<unknown>, "id" | "title" | "awsCode">[] = [
  usePermitted,
  registryReachable,
  someImagePulled,
  execCanWrite,
  logGroupExists,
];
