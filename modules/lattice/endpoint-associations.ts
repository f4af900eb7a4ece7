import { DataAwsVpcEndpointAssociations } from "@cdktf/provider-aws/lib/data-aws-vpc-endpoint-associations";
import { Fn, ref, TerraformElement, type TerraformResource, TerraformStack, Token } from "cdktf";
import { Construct } from "constructs";

/**
 * What an endpoint leads to, and under which names. AWS tells them in the endpoint's associations and nowhere else:
 * `aws_vpc_endpoint.dns_entry` stays empty for these endpoints
 * (https://github.com/hashicorp/terraform-provider-aws/issues/41765).
 *
 * The associations may still be empty when the endpoint has just been made; then the lists are empty and the single
 * names null until the next refresh, and Terraform warns of it.
 */
export class EndpointAssociations extends Construct {
  /** Names that AWS made, one for each resource. They resolve everywhere, to private addresses. */
  readonly dnsNames: string[];
  /** The resources' own names, like that of the database. They resolve in the endpoint's VPC if private DNS is on. */
  readonly privateDnsNames: string[];
  private readonly associations: string;
  private readonly data: DataAwsVpcEndpointAssociations;

  constructor(scope: Construct, id: string, vpcEndpointId: string) {
    super(scope, id);
    this.data = new DataAwsVpcEndpointAssociations(this, "Resource", { vpcEndpointId });
    this.associations = `data.aws_vpc_endpoint_associations.${this.data.friendlyUniqueId}.associations`;
    this.dnsNames = Token.asList(this.expression(this.firstOfEach("dns_entry")));
    this.privateDnsNames = Token.asList(this.expression(this.firstOfEach("private_dns_entry")));
    new NamesKnown(this, "names-known", this.associations, scope.node.path);
  }

  /** The name that AWS made for the only resource; null while there is none, or several. */
  get dnsName(): string {
    return this.only("dns_entry");
  }

  /**
   * The name that AWS made for the resource with a name of its own, like the writer of an Aurora cluster; the only one if AWS lists no
   * names of their own; null while there is none, or several.
   */
  dnsNameOf(ownName: string): string {
    const both = "length(a.private_dns_entry) > 0 && length(a.dns_entry) > 0";
    const byOwnName = `{ for a in ${this.associations} : a.private_dns_entry[0].dns_name => a.dns_entry[0].dns_name if ${both} }`;
    const only = `one(${this.firstOfEach("dns_entry")})`;
    return Token.asString(
      Fn.try([
        Fn.lookupNested(this.expression(byOwnName), [ownName]),
        this.expression(only),
        this.expression("null"),
      ]),
    );
  }

  /** The hosted zone of `dnsName`, for an alias record. */
  get hostedZoneId(): string {
    return Token.asString(this.expression(`try(${this.associations}[0].dns_entry[0].hosted_zone_id, null)`));
  }

  /** The only resource's own name; null while there is none, or several. */
  get privateDnsName(): string {
    return this.only("private_dns_entry");
  }

  /** Reads the names only when this is there. */
  readAfter(resource: TerraformResource): void {
    const address = `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
    this.data.dependsOn = [...(this.data.dependsOn ?? []), address];
  }

  private only(entry: "dns_entry" | "private_dns_entry"): string {
    return Token.asString(this.expression(`try(one(${this.firstOfEach(entry)}), null)`));
  }

  private firstOfEach(entry: "dns_entry" | "private_dns_entry"): string {
    return `[for a in ${this.associations} : a.${entry}[0].dns_name if length(a.${entry}) > 0]`;
  }

  private expression(text: string) {
    return ref(text, TerraformStack.of(this));
  }
}

/** A `check` block, for which cdktf has no class: Terraform warns when it does not hold, and goes on. */
class NamesKnown extends TerraformElement {
  constructor(
    scope: Construct,
    id: string,
    private readonly associations: string,
    private readonly endpointPath: string,
  ) {
    super(scope, id);
  }

  override toTerraform() {
    const assert = {
      condition: `\${length(${this.associations}) > 0}`,
      error_message:
        `${this.endpointPath}: AWS has not told the endpoint's names yet, which can take a moment after it is made. ` +
        "Fix: refresh (terraform apply -refresh-only) and read the outputs again.",
    };
    return { check: { [this.friendlyUniqueId]: { assert } } };
  }
}
