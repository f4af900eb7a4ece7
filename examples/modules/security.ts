import type { Construct } from "constructs";
import type { Environment } from "../../environments";
import { Addresses, allowConnection, SecurityGroup } from "../../modules/security";
import { BaseStack } from "../../stacks/base-stack";

/** Two security groups, and who may connect to whom. */
export class SecurityExample extends BaseStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id, environment);
    const network = this.privateNetwork("network", "shop", "10.50.0.0/20", { main: 25 });
    const web = new SecurityGroup(this, "web", { network, description: "Web tasks" });
    const cache = new SecurityGroup(this, "cache", { network, description: "Cache nodes" });
    allowConnection({ from: web, to: cache, port: 6379 });
    allowConnection({ from: cache, to: cache, port: { from: 7000, to: 7005 } });
    allowConnection({ from: Addresses.cidrs("10.80.0.0/16"), to: web, port: 8443 });
  }
}
