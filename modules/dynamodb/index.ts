/**
 * DynamoDB tables, granted with their way over a gateway endpoint.
 *
 * @module private-paths/dynamodb
 */
export { TableEncryption } from "./encryption";
export type { GlobalSecondaryIndex, KeyAttribute, Keys } from "./keys";
export { type StreamContent, Table, type TableProps } from "./table";
export type { ITable, TableAttributes } from "./table-access";
export { type ProvisionedCapacity, TableCapacity } from "./table-capacity";
