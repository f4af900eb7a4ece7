import { AwsService, VpcEndpoints } from "../../../modules/endpoints";
import { group, type Mistakes, vpc } from "./mistake";

export const ENDPOINTS_MISTAKES: Mistakes = {
  "A second set of endpoints for one VPC": (stack) => {
    const network = vpc("app");
    for (const id of ["endpoints", "more-endpoints"]) {
      new VpcEndpoints(stack, id, { name: "shop", subnets: network.subnetGroup("main") });
    }
  },
  "An interface endpoint in a VPC without DNS": (stack) => {
    const network = vpc("app", { dnsSupport: false, dnsHostnames: false });
    new VpcEndpoints(stack, "endpoints", { name: "shop", subnets: network.subnetGroup("main") }).interface(
      AwsService.sqs,
    );
  },
  "A gateway endpoint for subnets whose route tables are not known": (stack) => {
    const network = vpc("app", {
      subnetGroups: {
        main: ["euc1-az1", "euc1-az3"].map((zone) => ({ subnetId: `subnet-${zone}`, zone })),
      },
    });
    const subnets = network.subnetGroup("main");
    new VpcEndpoints(stack, "endpoints", { name: "shop", subnets }).admit(
      { subnets, securityGroup: group(stack, "tasks", network) },
      { service: AwsService.dynamodb, actions: ["dynamodb:GetItem"], resources: ["*"] },
    );
  },
};
