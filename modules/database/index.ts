/**
 * What a chain can lead to: RDS instances, Aurora clusters, DNS names and IP addresses, made here or existing.
 *
 * @module private-paths/database
 */
export { AuroraCluster, type AuroraClusterProps } from "./aurora-cluster";
export type { DatabaseAttributes, IDatabase } from "./database";
export { DatabaseInstance, type DatabaseInstanceProps } from "./database-instance";
export { DatabaseTarget, type ListenerAttributes } from "./database-target";
export type { DatabaseProps } from "./protection";
