import { Collection, CollectionEndpoint } from "../../../modules/opensearch";
import { type Mistakes, service, vpc } from "./mistake";

const subnets = vpc("app").subnetGroup("main");

export const OPENSEARCH_MISTAKES: Mistakes = {
  "A second endpoint in a VPC": (stack) => {
    for (const name of ["search", "logs"]) new CollectionEndpoint(stack, name, { name, subnets });
  },
  "A name that OpenSearch Serverless does not take": (stack) => {
    const endpoint = new CollectionEndpoint(stack, "endpoint", { name: "shop", subnets });
    new Collection(stack, "search", { name: "Shop_Orders", kind: "search", endpoint });
  },
  "An index that cannot be": (stack) => {
    const endpoint = new CollectionEndpoint(stack, "endpoint", { name: "shop", subnets });
    const search = new Collection(stack, "search", { name: "orders", kind: "search", endpoint });
    search.grantRead(service(stack), { indexes: ["Orders"] });
  },
};
