import { TerraformOutput, TerraformVariable } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../environments";
import { ClientSide, ResourceShareAccepter } from "../modules/lattice";
import { SecurityGroup } from "../modules/security";
import { BaseStack } from "./base-stack";

/**
 * The clients' half of a chain over two accounts: accepts the provider's share, and only then makes the endpoint. Deploy it with
 * credentials of the consumer's account.
 */
export class RdsPrivateLinkConsumerStack extends BaseStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id, environment, environment.accounts.consumer);
    const { region, cidrBlocks, offer } = environment;

    const configurationArn = new TerraformVariable(this, "resource_configuration_arn", {
      type: "string",
      default: offer.resourceConfigurationArn,
      description: "The provider's output resource-configuration-arn",
    });
    const shareArn = new TerraformVariable(this, "resource_share_arn", {
      type: "string",
      default: offer.resourceShareArn,
      description: "The provider's output resource-share-arn",
    });
    const share = new ResourceShareAccepter(this, "share", {
      resourceShareArn: shareArn.stringValue,
      region,
    });
    const shared = share.resourceConfiguration("billing", configurationArn.stringValue);

    const network = this.privateNetwork("network", "clients", cidrBlocks.clients, {
      application: 25,
      endpoint: 27,
    });
    const application = new SecurityGroup(this, "application", {
      network,
      description: "Application that uses the billing database",
    });
    const billing = new ClientSide(this, "billing", {
      name: "billing",
      configuration: shared,
      port: 5432,
      subnets: network.subnetGroup("endpoint"),
      securityGroups: [application],
    });

    new TerraformOutput(this, "connect-name", {
      value: billing.connectName,
      description: "Host to connect to",
    });
    new TerraformOutput(this, "application-security-group", {
      value: application.securityGroupId,
      description: "Security group that the application's tasks or instances carry",
    });
  }
}
