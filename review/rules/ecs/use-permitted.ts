import type { Resource } from "../../graph/resource";
import { unknown } from "../../verdict";
import type { Rule } from "../rule";

/** Resources that containers refer to, in definitions that cannot be read. */
export interface UntoldUse {
  readonly definition: Resource;
  readonly resources: readonly Resource[];
  /** The service by which they are reached. */
  readonly suffix: string;
}

/** Which role needs which permission is not told without the container definitions. */
export const usePermitted: Rule<UntoldUse> = {
  id: "ECS-04",
  title: "What a task needs is known, and can be reached",
  check({ definition, resources, suffix }) {
    const names = resources.map(({ address }) => address).join(", ");
    return unknown({
      at: definition,
      found: `the containers of ${definition.address} refer to ${names}, and cannot be read themselves`,
      needed: "container definitions that can be read",
      why: `How the containers use ${suffix} decides which role needs which permissions.`,
      fix: "Give the configuration itself beside the plan, or a plan made when the resources are there.",
    });
  },
};
