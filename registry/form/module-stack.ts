import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformElement, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import type { Construct, IConstruct, Node } from "constructs";
import { type NamingStack, refuseDuplicateAddresses } from "../../modules/addresses";
import { tellingIds } from "../../modules/addresses/readable-address";
import { Expression } from "./expression";

/**
 * A Terraform module: constructs that are given variables. Its addresses are its contract, and so are chosen one by one, by the path of
 * the construct.
 */
export class ModuleStack extends TerraformStack implements NamingStack {
  /** @param addresses the name part of each resource's address, by the path of its construct */
  constructor(
    scope: Construct,
    id: string,
    private readonly addresses: Readonly<Record<string, string>>,
  ) {
    super(scope, id);
    // cdktf demands a provider. A module has none of its own, and takes its caller's.
    new AwsProvider(this, "aws");
    refuseDuplicateAddresses(this);
  }

  /** A module is used many times in one VPC: what has no name of its own is named after the module's. */
  nameFor(construct: IConstruct): string {
    const address = this.addressOf(construct.node);
    const name = new Expression(this, "var.name").string;
    return address === "this" ? name : `${name}-${address.replaceAll("_", "-")}`;
  }

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = TerraformElement.isTerraformElement(element) ? element.node : element;
    const hasNameOfItsOwn =
      element instanceof TerraformVariable ||
      TerraformOutput.isTerraformOutput(element) ||
      element instanceof AwsProvider;
    return hasNameOfItsOwn ? node.id : this.addressOf(node);
  }

  private addressOf(node: Node): string {
    const path = tellingIds(node, this.node).join("/");
    const address = this.addresses[path];
    if (address === undefined) {
      throw new Error(
        `The module ${this.node.id} has no address for ${path}. Its addresses are a contract with its users. ` +
          "Fix: choose one in `addresses` of the product, and note it in CHANGELOG.md.",
      );
    }
    return address;
  }
}
