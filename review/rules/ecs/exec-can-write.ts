import type { Container } from "../../ecs/container";
import type { Resource } from "../../graph/resource";
import { booleanOf } from "../../read/expression/convert";
import { settle } from "../../read/expression/settle";
import { broken, type Judgement, warning } from "../../verdict";
import type { Rule } from "../rule";

/** The containers of a service with ECS Exec. */
export interface ExecContainers {
  readonly containers: readonly Container[];
  readonly definition: Resource;
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html#ecs-exec-considerations */
export const execCanWrite: Rule<ExecContainers> = {
  id: "ECS-06",
  title: "The agent of ECS Exec can write in the container",
  check,
};

const WHY =
  "The agent of ECS Exec writes files in the container; a read-only root file system is not supported.";

function check({ containers, definition }: ExecContainers): Judgement | undefined {
  const shut = containers.filter((one) => isReadOnly(one) && !mountsAgentsFolders(one));
  if (shut.length === 0) return undefined;
  const words = {
    at: definition,
    found: `readonlyRootFilesystem is true for ${shut.map(({ label }) => label).join(", ")}`,
    needed: "readonlyRootFilesystem = false where aws ecs execute-command is to work",
    why: WHY,
    fix: "readonlyRootFilesystem = false",
  };
  return shut.length === containers.length ? broken(words) : warning(words);
}

function isReadOnly({ readonlyRootFilesystem }: Container): boolean {
  return booleanOf(settle(readonlyRootFilesystem ?? null)) === true;
}

/** Volumes where the agent keeps its files make up for it, as users found; what is not known counts as one. */
function mountsAgentsFolders({ mountPoints }: Container): boolean {
  if (mountPoints.complete !== true) return true;
  return mountPoints.items.some(({ containerPath }) => {
    const path = settle(containerPath ?? null);
    return typeof path !== "string" || /^\/(var(\/(lib|log))?(\/amazon.*)?)?\/?$/.test(path);
  });
}
