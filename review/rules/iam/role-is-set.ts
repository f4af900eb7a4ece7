import type { PermissionNeed } from "../../iam/permission-need";
import { broken, type Judgement, proven, unknown } from "../../verdict";
import type { Rule } from "../rule";
import { userOf } from "./permissions";

export const roleIsSet: Rule<PermissionNeed> = {
  id: "ECS-05",
  title: "What needs permissions has a role",
  check,
};

function check(need: PermissionNeed): Judgement | undefined {
  const { role, roleName, roleArgument, at, purpose, onFargate } = need;
  if (role !== undefined) return proven(`${at.address} has ${roleArgument} set`);
  const words = {
    at,
    found: `${at.address} has no ${roleArgument}`,
    needed: `a role that lets ${userOf(need)} ${purpose}`,
    fix: `${roleArgument} = aws_iam_role.<name of the role>.arn`,
  };
  if (onFargate) {
    return broken({
      ...words,
      why: `On Fargate a task has no permissions but those of its roles; without the ${roleName} it cannot ${purpose}.`,
    });
  }
  return unknown({
    ...words,
    why: `On EC2 a task without the ${roleName} works with the role of its instance, which is not followed here.`,
  });
}
