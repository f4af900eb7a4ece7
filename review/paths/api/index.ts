export { apiPaths } from "./api-paths";
export { loadBalancerPaths } from "./load-balancer-paths";
