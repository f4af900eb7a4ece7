import { Annotations } from "cdktf";
import type { Construct } from "constructs";
import { AwsService } from "../../aws/services";
import type { IGrantee } from "../iam";
import { Inspection } from "../refusal";
import type { ApiEndpoint } from "./endpoint";

/** What can be called. */
export interface Invocable {
  readonly api: Construct & { readonly executionArn: string };
  /**
   * As it was written, not as the stage has it: the stage of a private API comes after its VPC endpoint, whose policy names it.
   */
  readonly stageName: string;
  readonly endpointType: ApiEndpoint["type"];
  /** Whether there are routes that ask for IAM. */
  readonly takesSigned: boolean;
  /** Whether there are routes that do not. */
  readonly takesUnsigned: boolean;
}

/**
 * Lets something call a stage. A call to a route that asks for IAM is signed with the caller's role; any other one is nobody's to the
 * policy of a VPC endpoint: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-vpc-endpoint-policies.html
 */
export function grantInvoke(invocable: Invocable, grantee: IGrantee): void {
  const { api, stageName, endpointType, takesSigned, takesUnsigned } = invocable;
  const statement = {
    actions: ["execute-api:Invoke"],
    resources: [`${api.executionArn}/${stageName}/*`],
  };
  if (endpointType === "PRIVATE") {
    const access = { ...statement, service: AwsService.executeApi };
    if (takesSigned) grantee.grant(access);
    if (takesUnsigned) grantee.reach(access);
    return;
  }
  const inspection = new Inspection(api);
  inspection.refuseUnless(takesSigned, {
    input: "grantInvoke",
    told: "of an API none of whose routes asks for IAM",
    allowed: "an API with Authorization.iam(), which a role can be allowed to call, or a private one",
    fix: "leave authorization out, or let the caller have what it asks for",
  });
  inspection.conclude();
  grantee.allow(statement);
  warnIfCutOff(api, grantee);
}

/** A network that is made here has no way to the internet. Of one that is described nobody knows. */
function warnIfCutOff(api: Construct, grantee: IGrantee): void {
  if (grantee.securityGroup.network.origin !== "made") return;
  Annotations.of(grantee).addWarning(
    `${grantee.node.path} may call ${api.node.path}, but cannot: the API is on the internet, to which the network has no way. Within ` +
      "VPCs, call a PrivateIntegrationApi with endpoint: ApiEndpoint.private({ vpcEndpoints: [endpoints.interface(" +
      "AwsService.executeApi)] }); or call the load balancer, without the API: allowConnection({ from: <the caller's security " +
      "group>, to: api.listener.loadBalancer.securityGroup, port: api.listener.port }), at api.listener.hostName.",
  );
}
