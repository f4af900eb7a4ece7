import { PrivateNetwork } from "../../../modules/network";
import type { Mistakes } from "./mistake";
import { vpc } from "./mistake";

const props = {
  name: "orders",
  region: "eu-central-1",
  zones: ["euc1-az1", "euc1-az3"],
  cidrBlock: "10.0.0.0/22",
  subnetGroups: [{ name: "task", prefixLength: 26 }],
};

export const NETWORK_MISTAKES: Mistakes = {
  "One zone": (stack) => new PrivateNetwork(stack, "network", { ...props, zones: ["euc1-az1"] }),
  "A zone of another Region": (stack) =>
    new PrivateNetwork(stack, "network", { ...props, zones: ["euc1-az1", "use1-az1"] }),
  "Subnets that do not fit": (stack) =>
    new PrivateNetwork(stack, "network", { ...props, subnetGroups: [{ name: "task", prefixLength: 24 }] }),
  "A zone of another Region in a VPC that exists": () =>
    vpc("app", { subnetGroups: { main: [{ subnetId: "subnet-1", zone: "use1-az1" }] } }),
};
