import type { SubnetGroup } from "../network";
import type { ISecurityGroup } from "../security";

/** What calls AWS services from a network. */
export interface Caller {
  /** Where its network interfaces are. */
  readonly subnets: SubnetGroup;
  /** Carried by its network interfaces. */
  readonly securityGroup: ISecurityGroup;
}
