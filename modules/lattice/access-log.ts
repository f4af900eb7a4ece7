import { VpclatticeAccessLogSubscription } from "@cdktf/provider-aws/lib/vpclattice-access-log-subscription";
import { Construct } from "constructs";
import { Inspection } from "../refusal";
import { AccessLogGroup, destinationArn, type LogDestination } from "./log-destination";

export interface AccessLogProps {
  /** Whose connections are logged. */
  readonly of:
    | { readonly resourceConfigurationArn: string }
    | { readonly serviceNetworkArn: string; readonly serviceNetworkId: string };
  /** Where the records go; one access log for each kind of destination. */
  readonly to: LogDestination;
  /** Region of the logged resource, where a log group or delivery stream must be too. */
  readonly region: string;
  /** @default no tags */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A record for every connection to a resource, with the client's VPC and address, and the address of the database, which
 * shows a failover: https://docs.aws.amazon.com/vpc-lattice/latest/ug/monitoring-access-logs.html
 */
export class AccessLog extends Construct {
  /** Id of the access log subscription. */
  readonly subscriptionId: string;

  /** @throws Refusal for a destination that is not of its kind, or in another Region */
  constructor(scope: Construct, id: string, { of, to, region, tags }: AccessLogProps) {
    super(scope, id);
    const inspection = new Inspection(this);
    // A log group of this module's making is right by construction.
    if (!(to instanceof AccessLogGroup)) {
      inspection.require("to", to.destinationArn, destinationArn(to.kind, region));
    }
    const decidedByTerraform = inspection.conclude();
    const subscription = new VpclatticeAccessLogSubscription(this, "Resource", {
      destinationArn: to.destinationArn,
      ...("serviceNetworkArn" in of
        ? // The default, SERVICE, logs no connection to a resource. The argument is only for service networks.
          { resourceIdentifier: of.serviceNetworkArn, serviceNetworkLogType: "RESOURCE" }
        : { resourceIdentifier: of.resourceConfigurationArn }),
      tags,
      lifecycle: decidedByTerraform,
    });
    this.subscriptionId = subscription.id;
  }
}
