/**
 * Clusters, services and tasks in subnets without internet, which say what endpoints they need.
 *
 * @module private-paths/ecs
 */
export { Capacity } from "./capacity";
export type { ContainerCondition, ContainerHealthCheck, ContainerProps, Containers } from "./container";
export { ContainerImage } from "./container-image";
export { type CloudWatchOptions, ContainerLogs, type LogsGroup } from "./container-logs";
export { ContainerSecret, type SecretsManagerOptions } from "./container-secret";
export { Ec2Capacity, type Ec2CapacityProps } from "./ec2-capacity";
export { EnvironmentFile } from "./environment-file";
export type { PrivateClusterAttributes } from "./existing-cluster";
export type { Need } from "./need";
export { type IPrivateCluster, PrivateCluster, type PrivateClusterProps } from "./private-cluster";
export { PrivateService } from "./private-service";
export type { PrivateServiceProps } from "./private-service-props";
export { type ScaledTasks, ScalingTarget, type TaskRange } from "./scaling";
export type { ServiceConnect, ServiceConnectOffer } from "./service-connect";
export type { TaskSize } from "./task-size";
export { EnvironmentList, SecretList, type SecretsInStore } from "./terraform-lists";
export { type EfsVolumeOptions, Volume } from "./volume";
