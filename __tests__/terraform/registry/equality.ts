import { TerraformHclModule } from "cdktf";
import { synthesize, type TestStack } from "../../synthesis";
import type { PlanJson } from "../available";
import { FORMS, type Forms, type Inputs, type Others } from "./forms";
import { existingSurroundings, newSurroundings, type Surroundings } from "./surroundings";

/** Each module stands twice in a plan: between things that exist, and between things that are made with it. */
const PLACES = { known: existingSurroundings, made: newSurroundings } as const;
export type Place = keyof typeof PLACES;
export const PLACE_NAMES = Object.keys(PLACES) as Place[];

/** The two halves of a chain lead to one database; the chain has another. */
const databaseOf = (product: string) => (product === "rds-private-link" ? "whole" : "halves");

/** The id of the construct, or of the call of the module. A name of VPC Lattice has at most 31 characters. */
export const idOf = (place: Place, { product }: Forms) =>
  `${place}-${product}`.replace("resource-gateway", "gateway");

/** Builds everything, with each module in one of its forms. */
function build(
  stack: TestStack,
  form: (id: string, forms: Forms, around: Surroundings, others: Others) => Inputs,
): void {
  for (const place of PLACE_NAMES) {
    const around = new Map<string, Surroundings>();
    const others: Record<string, Inputs> = {};
    for (const forms of FORMS) {
      const database = `${place}-${databaseOf(forms.product)}`;
      const there = around.get(database) ?? PLACES[place](stack, database);
      around.set(database, there);
      const given = form(idOf(place, forms), forms, there, others);
      // Where everything exists already, so does what the module before would have given.
      if (place === "made") others[forms.product] = given;
    }
  }
}

/** A stack with the constructs. */
export function asStack(): string {
  return synthesize((stack) =>
    build(stack, (id, { construct }, around, others) => construct(stack, id, around, others)),
  );
}

/** A root that calls the modules, which stand in its folder `modules`. */
export function asRoot(): string {
  const json = synthesize((stack) =>
    build(stack, (id, { product, variables }, around, others) => {
      // cdktf takes no folder that is not there yet.
      const source = `private-paths/${product}/aws`;
      const module = new TerraformHclModule(stack, id, {
        source,
        variables: { ...variables(id, around, others) },
      });
      return {
        resource_configuration_arn: module.getString("resource_configuration_arn"),
        port: module.getNumber("port"),
      };
    }),
  );
  const root = JSON.parse(json);
  for (const call of Object.values<{ source: string }>(root.module)) {
    call.source = call.source.replace(/^private-paths\/(.*)\/aws$/, "./modules/terraform-aws-$1");
  }
  return JSON.stringify(root);
}

/** A resource as it is planned, whatever its address. */
export interface Planned {
  readonly type: string;
  readonly values: unknown;
  readonly unknown: unknown;
}

/** What is planned for the construct of an id. A rule is named after both of its ends. */
export function plannedInStack(plan: PlanJson, id: string): Planned[] {
  return planned(plan, ({ name }) => name.startsWith(`${id}_`) || new RegExp(`_(from|to)_${id}_`).test(name));
}

/** What is planned for the call of a module. */
export function plannedInRoot(plan: PlanJson, id: string): Planned[] {
  return planned(plan, ({ address }) => address.startsWith(`module.${id}.`));
}

function planned(
  { resource_changes = [] }: PlanJson,
  isWanted: (resource: { readonly address: string; readonly name: string }) => boolean,
): Planned[] {
  return (
    resource_changes
      .filter(isWanted)
      // Only a module asks which Region it is in: a stack says so.
      .filter(({ type }) => type !== "aws_region")
      .map(({ type, change }) => ({
        type,
        values: withoutNamesFromPaths(type, change.after ?? {}),
        unknown: change.after_unknown,
      }))
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  );
}

/** What follows from the place of a resource among constructs, and so differs between a stack and a module. */
function withoutNamesFromPaths(type: string, values: Record<string, unknown>): Record<string, unknown> {
  const withoutName = (tags: unknown) => ({ ...(tags as object), Name: "after the path" });
  if (type === "aws_security_group") {
    const { tags, tags_all } = values;
    return {
      ...values,
      name_prefix: "after the path",
      tags: withoutName(tags),
      tags_all: withoutName(tags_all),
    };
  }
  // It says by their paths which groups the rule connects.
  return /^aws_vpc_security_group_(in|e)gress_rule$/.test(type)
    ? { ...values, description: "after the path" }
    : values;
}
