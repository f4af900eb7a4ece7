import type { IResolvable } from "cdktf";
import type { ContainerSecret } from "./container-secret";

/** Environment variables of which only Terraform knows how many there are. */
export class EnvironmentList {
  /**
   * @param list of `{ name, value }`, by name
   * @param names a list of the names alone
   */
  constructor(
    readonly list: IResolvable,
    readonly names: string[],
  ) {}
}

/** Secrets of one store of which only Terraform knows how many there are. */
export interface SecretsInStore {
  readonly store: ContainerSecret["store"];
  /** A list of their ARNs. */
  readonly arns: string[];
  /** Any one of the ARNs, for rules about each of them. */
  readonly eachArn: string;
  readonly haveAny: IResolvable;
  /** A list of the customer's KMS keys that they are encrypted with. */
  readonly kmsKeyArns: string[];
  readonly haveAnyKey: IResolvable;
}

/** Environment variables with values from Secrets Manager or Parameter Store, of which only Terraform knows how many there are. */
export class SecretList {
  /**
   * @param list of `{ name, valueFrom }`
   * @param names a list of the names alone
   */
  constructor(
    readonly list: IResolvable,
    readonly names: string[],
    readonly stores: readonly SecretsInStore[],
  ) {}
}
