export { Addresses, inspectAddresses } from "./addresses";
export { type AllowConnectionProps, allowConnection } from "./allow-connection";
export { type Ports, portRange, portText, tcpPort, tcpPorts } from "./ports";
export { type ISecurityGroup, SecurityGroup, type SecurityGroupProps } from "./security-group";
