import type { Product } from "../form/product";
import { privateApi } from "./private-api";
import { privateEcsEndpoints } from "./private-ecs-endpoints";
import { privateEcsService } from "./private-ecs-service";
import { rdsPrivateLink } from "./rds-private-link";
import { rdsResourceGateway } from "./rds-resource-gateway";
import { resourceEndpoint } from "./resource-endpoint";

/** Every module of the registry. */
export const PRODUCTS: readonly Product[] = [
  rdsResourceGateway,
  resourceEndpoint,
  rdsPrivateLink,
  privateEcsEndpoints,
  privateEcsService,
  privateApi,
];
