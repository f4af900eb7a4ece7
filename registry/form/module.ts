import {
  App,
  DefaultTokenResolver,
  type ITerraformDependable,
  StringConcat,
  TerraformOutput,
  TerraformResource,
  Tokenization,
} from "cdktf";
import { Construct } from "constructs";
import { Inspection, type Requirement } from "../../modules/refusal";
import { Expression } from "./expression";
import { addressOf, type Lifting } from "./lift";
import { ModuleStack } from "./module-stack";
import { blockMarkerOf, type Many, markerOf, type Rule } from "./multiplicity";
import type { Product } from "./product";
import { bare } from "./template";

/** An input of a module. */
export interface VariableDefinition {
  /** A type constraint of Terraform; objects name each attribute, and `any` is nowhere. */
  readonly type: string;
  /** In sentences: what it is, its unit, what is allowed. */
  readonly description: string;
  /**
   * As JSON.
   *
   * @default none: the caller must give it
   */
  readonly default?: unknown;
  /**
   * Rules that no construct has, since they are about how many of something there are.
   *
   * @default none
   */
  readonly validations?: readonly Rule[];
}

export interface OutputDefinition {
  readonly value: unknown;
  readonly description: string;
  /** @default nothing */
  readonly dependsOn?: ITerraformDependable[];
}

/** Tags of the caller, that the constructs pass on to every resource that takes some. */
export const CALLERS_TAGS = "tags-of-the-caller";

/** A module that is being built: its variables and outputs, around the constructs that it is made of. */
export class Module {
  readonly stack: ModuleStack;
  readonly variables: Record<string, VariableDefinition> = {};
  readonly outputs: Record<string, string> = {};
  /** For the property `tags` of constructs. */
  readonly tags: Readonly<Record<string, string>> = { [CALLERS_TAGS]: "all" };
  private readonly outputScope: Construct;
  private readonly manyThings = new Map<string, Many>();
  private readonly blocks = new Map<string, Many>();
  private readonly conditions: (readonly [Construct, string])[] = [];
  private readonly settled = new Set<string>();

  constructor(product: Product) {
    this.stack = new ModuleStack(new App(), product.name, product.addresses);
    // Constructs and outputs share one space of ids.
    this.outputScope = new Construct(this.stack, "@out");
  }

  /** An input. */
  variable(name: string, definition: VariableDefinition): Expression {
    this.variables[name] = definition;
    return this.expression(`var.${name}`);
  }

  /** Anything else that Terraform knows. */
  expression(text: string): Expression {
    return new Expression(this.stack, text);
  }

  /** Holds something that a caller gives against a row of the constructs' rule table. */
  require<T>(variable: string, value: T, requirement: Requirement<T>): void {
    const inspection = new Inspection(variable);
    inspection.require(variable, value, requirement);
    const { precondition = [] } = inspection.conclude() ?? {};
    const definition = this.variables[variable] as VariableDefinition;
    this.variables[variable] = {
      ...definition,
      validations: [
        ...(definition.validations ?? []),
        ...precondition.map(({ condition, errorMessage }) => ({
          condition: this.resolved(condition),
          error_message: this.resolved(errorMessage).replace(/^\S+ is refused: /, ""),
        })),
      ],
    };
  }

  output(name: string, { value, description, dependsOn }: OutputDefinition): void {
    this.outputs[name] = description;
    new TerraformOutput(this.outputScope, name, { value, description, dependsOn });
  }

  /**
   * One of the elements of a map, to be given to constructs.
   *
   * @param name what one of them is, in lower-case letters, digits and underscores
   */
  oneOf(name: string, map: Expression): { readonly key: Expression; readonly value: Expression } {
    const one = { name, of: map.text };
    this.manyThings.set(name, one);
    return {
      key: this.expression(markerOf(one, "key")),
      value: this.expression(markerOf(one, "value")),
    };
  }

  /**
   * One of the elements of a map, each of which is a block of one resource.
   *
   * @param name what one of them is, in lower-case letters, digits and underscores
   */
  blockOf(name: string, map: Expression): { readonly key: Expression; readonly value: Expression } {
    const one = { name, of: map.text };
    this.blocks.set(name, one);
    return {
      key: this.expression(blockMarkerOf(one, "key")),
      value: this.expression(blockMarkerOf(one, "value")),
    };
  }

  /** Makes a construct, or a part of one, only if a condition holds. */
  onlyIf(construct: Construct, condition: Expression): void {
    this.conditions.push([construct, condition.text]);
  }

  /** Takes away the rules of a resource that nothing a caller gives can break, since the module itself gives what they are about. */
  settle(...resources: readonly TerraformResource[]): void {
    for (const resource of resources) this.settled.add(addressOfResource(resource));
  }

  /** The text of an expression that a construct was given, or has made of some. */
  textOf(expression: unknown): string {
    return bare(this.resolved(expression));
  }

  private resolved(value: unknown): string {
    const resolver = new DefaultTokenResolver(new StringConcat());
    return Tokenization.resolve(value, { scope: this.stack, resolver, preparing: false });
  }

  /** How often resources are made. */
  get lifting(): Lifting {
    const onlyIf = new Map<string, string>();
    for (const [construct, condition] of this.conditions) {
      for (const element of construct.node.findAll().filter(TerraformResource.isTerraformResource)) {
        onlyIf.set(addressOfResource(element), condition);
      }
    }
    return { many: this.manyThings, blocks: this.blocks, onlyIf, settled: this.settled };
  }
}

function addressOfResource({ terraformResourceType, friendlyUniqueId }: TerraformResource): string {
  return addressOf("resource", terraformResourceType, friendlyUniqueId);
}
