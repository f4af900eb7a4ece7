import { Apigatewayv2DomainName } from "@cdktf/provider-aws/lib/apigatewayv2-domain-name";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Construct } from "constructs";
import { certificateArn } from "../load-balancer/requirements";
import { claim, Inspection } from "../refusal";
import { domainName } from "./requirements";

export interface CustomDomainProps {
  /** Like `api.example.com`. */
  readonly name: string;
  /** ARN of a certificate for the name, of AWS Certificate Manager in the same Region. */
  readonly certificateArn: string;
  /** AWS Region, like `eu-central-1`; must be the provider's. */
  readonly region: string;
  /**
   * Id of the Route 53 hosted zone that gets an alias record for the name.
   *
   * @default no record: lead the name to `regionalName`
   */
  readonly hostedZoneId?: string;
  /** @default no tags but Name */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A name of one's own for APIs of a Region, with TLS 1.2 at least. The resources of API Gateway's second version serve REST APIs
 * too: https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html
 */
export class CustomDomain extends Construct {
  /** The domain name, like `api.example.com`. */
  readonly name: string;
  /** Id of the domain name, which mappings name. */
  readonly domainNameId: string;
  /** The name that AWS gives the domain, where `name` must lead to. */
  readonly regionalName: string;

  /** @throws Refusal for a name that is none, a certificate of another Region, and a name that another domain has */
  constructor(scope: Construct, id: string, props: CustomDomainProps) {
    super(scope, id);
    const { name, region, hostedZoneId, tags } = props;
    const inspection = new Inspection(this);
    inspection.require("name", name, domainName);
    inspection.require("certificateArn", props.certificateArn, certificateArn(region, "Certificate Manager"));
    const other = claim(this.node.root, `custom domain ${name} in ${region}`, this);
    inspection.refuseUnless(other === undefined, {
      input: "name",
      given: name,
      allowed: `a name that ${other} does not have`,
      fix: "let the APIs share one domain, each with a base path of its own",
    });
    const decidedByTerraform = inspection.conclude();
    const domain = new Apigatewayv2DomainName(this, "Resource", {
      domainName: name,
      domainNameConfiguration: {
        certificateArn: props.certificateArn,
        endpointType: "REGIONAL",
        securityPolicy: "TLS_1_2",
      },
      tags: { ...tags, Name: name },
      lifecycle: decidedByTerraform,
    });
    const { targetDomainName, hostedZoneId: regionalZoneId } = domain.domainNameConfiguration;
    this.name = name;
    this.domainNameId = domain.id;
    this.regionalName = targetDomainName;
    if (hostedZoneId !== undefined) {
      new Route53Record(this, "record", {
        zoneId: hostedZoneId,
        name,
        type: "A",
        alias: { name: targetDomainName, zoneId: regionalZoneId, evaluateTargetHealth: false },
      });
    }
  }
}
