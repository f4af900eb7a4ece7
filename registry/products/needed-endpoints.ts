import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Caller, IVpcEndpoints } from "../../modules/endpoints";
import type { Access } from "../../modules/iam";
import type { INetwork } from "../../modules/network";

interface Needed {
  readonly suffix: string;
  /** An expression; undefined if it is always needed. */
  readonly onlyIf: string | undefined;
}

/** Notes which endpoints a service needs. They are made afterwards, when it is known of which Terraform must decide. */
export class NeededEndpoints extends Construct implements IVpcEndpoints {
  private readonly made: readonly ITerraformDependable[];
  private readonly needed: Record<"Interface" | "Gateway", Needed[]> = { Interface: [], Gateway: [] };

  /**
   * @param made addresses of what will be made, for which the service waits
   * @param textOf reads an expression back
   */
  constructor(
    scope: Construct,
    id: string,
    readonly network: INetwork,
    made: readonly string[],
    private readonly textOf: (expression: unknown) => string,
  ) {
    super(scope, id);
    this.made = made.map((fqn) => ({ fqn }));
  }

  admit(_: Caller, { service, onlyIf }: Access): readonly ITerraformDependable[] {
    this.needed[service.kinds[0]].push({
      suffix: service.suffix,
      onlyIf: onlyIf && this.textOf(onlyIf),
    });
    return this.made;
  }

  /**
   * The services with one kind of endpoint, as an expression of a set of suffixes.
   *
   * @param more expressions of further lists
   */
  services(kind: "Interface" | "Gateway", more: readonly string[]): string {
    const conditionsOf = new Map<string, (string | undefined)[]>();
    for (const { suffix, onlyIf } of this.needed[kind]) {
      conditionsOf.set(suffix, [...(conditionsOf.get(suffix) ?? []), onlyIf]);
    }
    const always = [...conditionsOf].filter(([, conditions]) => conditions.includes(undefined));
    const sometimes = [...conditionsOf].filter(([, conditions]) => !conditions.includes(undefined));
    const lists = [
      JSON.stringify(always.map(([suffix]) => suffix)),
      ...sometimes.map(
        ([suffix, conditions]) => `${[...new Set(conditions)].join(" || ")} ? ["${suffix}"] : []`,
      ),
      ...more,
    ];
    return `toset(concat(${lists.join(", ")}))`;
  }
}
