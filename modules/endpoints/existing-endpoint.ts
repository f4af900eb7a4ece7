import type { AwsService } from "../../aws/services";
import type { Addresses, ISecurityGroup } from "../security";

/** An endpoint that exists already, in this VPC or in one that shares it. */
export type ExistingEndpoint =
  | {
      readonly kind: "Interface";
      readonly service: AwsService;
      readonly reachedAt: ISecurityGroup | Addresses;
    }
  | { readonly kind: "Gateway"; readonly service: AwsService; readonly prefixListId: string };

/**
 * Endpoints that exist already: callers are let out to them, and into the security group of an interface endpoint. Their policies and
 * route tables are left as they are, and must let the callers through.
 */
export const ExistingEndpoint = {
  /**
   * An endpoint of type Interface, with private DNS.
   *
   * @param reachedAt its security group; or its addresses, where it is in another VPC that shares it
   */
  interface(service: AwsService, reachedAt: ISecurityGroup | Addresses): ExistingEndpoint {
    return { kind: "Interface", service, reachedAt };
  },
  /**
   * An endpoint of type Gateway.
   *
   * @param prefixListId of the service in this Region, like `pl-6ea54007`: `aws ec2 describe-managed-prefix-lists`
   */
  gateway(service: AwsService, prefixListId: string): ExistingEndpoint {
    return { kind: "Gateway", service, prefixListId };
  },
};
