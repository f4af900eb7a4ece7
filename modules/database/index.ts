export { AuroraCluster, type AuroraClusterProps } from "./aurora-cluster";
export type { DatabaseAttributes, IDatabase } from "./database";
export { DatabaseInstance, type DatabaseInstanceProps } from "./database-instance";
export { DatabaseTarget, type ListenerAttributes } from "./database-target";
export type { DatabaseProps } from "./protection";
