/**
 * Security groups, and connections of which both sides are written by one call.
 *
 * @module private-paths/security
 */
export { Addresses, type AddressSource, inspectAddresses } from "./addresses";
export { type AllowConnectionProps, allowConnection } from "./allow-connection";
export { atLeastOneClient } from "./clients";
export { type Ports, portRange, portText, tcpPort, tcpPorts } from "./ports";
export { type ISecurityGroup, SecurityGroup, type SecurityGroupProps } from "./security-group";
