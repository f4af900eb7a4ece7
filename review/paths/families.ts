import { apiPaths, loadBalancerPaths, privateApiPaths } from "./api";
import { dataServicePaths } from "./data-services";
import { ecsServicePaths } from "./ecs";
import { endpointServicePaths } from "./endpoint-service";
import type { PathFamily } from "./family";
import { insideVpc } from "./inside-vpc";
import { latticePaths } from "./lattice";

/** The kinds of path that are known. What is declared is tried in this order, so the most general one is the last. */
export const PATH_FAMILIES: readonly PathFamily[] = [
  apiPaths,
  loadBalancerPaths,
  latticePaths,
  ecsServicePaths,
  dataServicePaths,
  endpointServicePaths,
  privateApiPaths,
  insideVpc,
];
