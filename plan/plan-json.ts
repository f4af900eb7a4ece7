/** The part of `terraform show -json <plan>` that this project reads: https://developer.hashicorp.com/terraform/internals/json-format */
export interface PlanJson {
  readonly format_version: string;
  readonly terraform_version: string;
  readonly planned_values: {
    readonly outputs?: Readonly<Record<string, unknown>>;
    readonly root_module?: unknown;
  };
  /** Absent from a plan of nothing. */
  readonly resource_changes?: readonly ResourceChange[];
  readonly output_changes?: Readonly<Record<string, Change>>;
  readonly configuration: {
    readonly root_module?: { readonly resources?: readonly ConfiguredResource[] };
    readonly [part: string]: unknown;
  };
  readonly [part: string]: unknown;
}

/** What a plan does to one resource. */
export interface ResourceChange {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly index?: number | string;
  readonly change: Change;
  readonly action_reason?: string;
  readonly [part: string]: unknown;
}

/** Actions are `no-op`, `create`, `read`, `update`, `delete` or `forget`; a replacement is a `delete` and a `create`. */
export interface Change {
  readonly actions: readonly string[];
  // biome-ignore lint/suspicious/noExplicitAny: whatever the resource's schema says
  readonly before: any;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the resource's schema says
  readonly after: any;
  // biome-ignore lint/suspicious/noExplicitAny: true, or a tree of the same shape as `after`
  readonly after_unknown: any;
  // biome-ignore lint/suspicious/noExplicitAny: true, or a tree of the same shape as `after`
  readonly after_sensitive?: any;
  /** The arguments whose change forces a replacement. */
  readonly replace_paths?: readonly (readonly (string | number)[])[];
}

/** A resource as the configuration writes it, before any value is known. */
export interface ConfiguredResource {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly expressions?: Readonly<Record<string, unknown>>;
  readonly [part: string]: unknown;
}

/** Numbers of resources, as in the last line of `terraform plan`. */
export interface ChangeCount {
  readonly add: number;
  readonly change: number;
  readonly destroy: number;
}

/** Counts as Terraform does: a replacement is one added and one destroyed, and reading data is nothing. */
export function countChanges({ resource_changes = [] }: Pick<PlanJson, "resource_changes">): ChangeCount {
  const managed = resource_changes.filter(({ mode }) => mode === "managed");
  const having = (action: string) => managed.filter(({ change }) => change.actions.includes(action)).length;
  return { add: having("create"), change: having("update"), destroy: having("delete") };
}
