import { Addresses, allowConnection, SecurityGroup } from "../../../modules/security";
import { group, type Mistakes, vpc } from "./mistake";

export const SECURITY_MISTAKES: Mistakes = {
  "All addresses": (stack) =>
    allowConnection({ from: Addresses.cidrs("0.0.0.0/0"), to: group(stack, "web"), port: 443 }),
  "A port that is none": (stack) =>
    allowConnection({ from: group(stack, "web"), to: group(stack, "cache"), port: 63790 * 2 }),
  "A description that AWS does not take": (stack) =>
    new SecurityGroup(stack, "web", { network: vpc("app"), description: "the shop's web tasks" }),
};
