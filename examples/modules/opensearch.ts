import type { Construct } from "constructs";
import type { Environment } from "../../environments";
import { Collection, CollectionEndpoint } from "../../modules/opensearch";
import { ServiceStack } from "./service-stack";

/** A search collection that one service uses. */
export class OpenSearchExample extends ServiceStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id, environment);
    const orders = this.service("orders", { web: { image: this.image, port: 8000 } });
    const endpoint = new CollectionEndpoint(this, "search-endpoint", {
      name: "shop",
      subnets: this.network.subnetGroup("endpoint"),
    });
    const search = new Collection(this, "search", { name: "orders", kind: "search", endpoint });
    search.grantReadWrite(orders, { indexes: ["orders-*"] });
  }
}
