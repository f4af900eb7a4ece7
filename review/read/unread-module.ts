import type { Resource } from "../graph/resource";
import { dependenciesOf } from "./dependencies";
import type { Scope } from "./expression";
import type { ModuleCall } from "./module-configuration";

/** A module that is called and not read. */
export interface UnreadModule {
  readonly address: string;
  /** Why it is not read. */
  readonly missing: string;
  /** What it is given, and so may add something to, like rules to a security group. */
  readonly given: readonly Resource[];
  /** It stands for whatever it makes, of whatever type. */
  readonly standIn: Resource;
}

export function unreadModule(
  call: ModuleCall,
  address: string,
  stack: string | undefined,
  scope: Scope & { readonly address: string },
): UnreadModule {
  return {
    address,
    missing: call.missing ?? "its source is not given",
    given: dependenciesOf(call.body, scope),
    standIn: {
      address,
      stack,
      mode: "managed",
      type: "module",
      name: call.name,
      key: undefined,
      module: scope.address,
      get: () => undefined,
    },
  };
}
