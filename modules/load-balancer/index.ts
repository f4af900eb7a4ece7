export type { LoadBalancerTarget, Registration } from "./target";
