/**
 * Roles and statements, and what can be granted access. Others are made with it.
 *
 * @module private-paths/iam
 */
export { customerKeyArn, keyUseThrough } from "./customer-key";
export type { Access, IGrantee } from "./grantee";
export { inspectAccess, inspectStatement } from "./inspect-access";
export { partitionIn } from "./partition";
export { Role, type RoleProps } from "./role";
export { type Conditions, policyDocument, policyJson, type Statement, type StatementJson } from "./statement";
