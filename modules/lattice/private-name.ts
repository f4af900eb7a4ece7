import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import { Op, Token } from "cdktf";
import { Construct } from "constructs";
import { type INetwork, inspectDns } from "../network";
import { Inspection } from "../refusal";
import type { EndpointAssociations } from "./endpoint-associations";
import { hostName } from "./requirements";

export interface PrivateNameProps {
  /** The name that clients use, like the endpoint of an RDS Proxy. */
  readonly hostName: string;
  /** The clients' VPC. */
  readonly network: INetwork;
  /** The endpoint that the name leads to. */
  readonly endpoint: EndpointAssociations;
}

/**
 * Lets a host name lead to an endpoint within one VPC, where AWS makes no private DNS of its own: a private hosted zone for exactly
 * this name, so that no other name of the domain is hidden.
 */
export class PrivateName extends Construct {
  /** @throws Refusal for a text that is not a host name, and a VPC without DNS */
  constructor(scope: Construct, id: string, { hostName: name, network, endpoint }: PrivateNameProps) {
    super(scope, id);
    const inspection = new Inspection(this);
    inspection.require("hostName", name, hostName);
    inspectDns(inspection, network);
    const decidedByTerraform = inspection.conclude();
    const zone = new Route53Zone(this, "zone", {
      name,
      comment: "Leads to a VPC endpoint",
      vpc: [{ vpcId: network.vpcId }],
      lifecycle: decidedByTerraform,
    });
    // An alias, since the name is the apex of its zone, where DNS allows no CNAME (RFC 1034, section 3.6.2). AWS tells a hosted zone beside
    // the endpoint's name, as an alias needs it; that Route 53 takes this one is inferred from that, and has not been tried.
    new Route53Record(this, "Resource", {
      zoneId: zone.zoneId,
      name,
      type: "A",
      alias: { name: endpoint.dnsName, zoneId: endpoint.hostedZoneId, evaluateTargetHealth: false },
      lifecycle: {
        precondition: [
          {
            condition: Op.neq(endpoint.dnsName, Token.nullValue()),
            errorMessage:
              `${this.node.path}: AWS has not told the endpoint's DNS name yet, which can take a moment after the endpoint is made. ` +
              "Fix: apply again.",
          },
        ],
      },
    });
  }
}
