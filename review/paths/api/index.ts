export { apiPaths } from "./api-paths";
export { loadBalancerPaths } from "./load-balancer-paths";
export { privateApiPaths } from "./private-api-paths";
