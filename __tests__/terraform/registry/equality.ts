import { TerraformHclModule } from "cdktf";
import { synthesize, type TestStack } from "../../synthesis";
import type { PlanJson } from "../available";
import { ECS_FORMS } from "./ecs-forms";
import { DATABASE_FORMS, type Forms, type Inputs, type Others } from "./forms";
import { existingSurroundings, newSurroundings, type Surroundings } from "./surroundings";

/** Each module stands twice in a plan: between things that exist, and between things that are made with it. */
const PLACES = { known: existingSurroundings, made: newSurroundings } as const;
export type Place = keyof typeof PLACES;
export const PLACE_NAMES = Object.keys(PLACES) as Place[];

export const FORMS: readonly Forms[] = [...DATABASE_FORMS, ...ECS_FORMS];

/** The two halves of a chain lead to one database; the others have surroundings of their own, as a VPC has its endpoints once. */
const surroundingsOf = (product: string) =>
  ["rds-resource-gateway", "resource-endpoint"].includes(product)
    ? "halves"
    : product.replace("private-", "");

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
      const name = `${place}-${surroundingsOf(forms.product)}`;
      const there = around.get(name) ?? PLACES[place](stack, name);
      around.set(name, there);
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

/** What is planned for the construct of an id. A rule is named after both of its ends, or after a service and the group that reaches it. */
export function plannedInStack(plan: PlanJson, id: string): Planned[] {
  const around = id.replace("private-", "");
  const rule = new RegExp(`_(from|to)_${id}_|^${around}-[a-z]+_to_(s3|dynamodb)_443$`);
  return planned(plan, ({ name }) => name === id || name.startsWith(`${id}_`) || rule.test(name));
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

const NAMED_AFTER_ITS_PATH = new Set(["aws_security_group", "aws_iam_role"]);
const BEGINS_WITH_ITS_NAME = new Set(["aws_lb", "aws_lb_target_group"]);

/** What follows from the place of a resource among constructs, and so differs between a stack and a module. */
function withoutNamesFromPaths(type: string, values: Record<string, unknown>): Record<string, unknown> {
  if (NAMED_AFTER_ITS_PATH.has(type)) {
    const { tags, tags_all } = values;
    const withoutName = (given: unknown) => ({ ...(given as object), Name: "after the path" });
    return {
      ...values,
      name_prefix: "after the path",
      tags: withoutName(tags),
      tags_all: withoutName(tags_all),
    };
  }
  // Five letters of the name, where it is known at synthesis.
  if (BEGINS_WITH_ITS_NAME.has(type)) return { ...values, name_prefix: "after the name" };
  // It says by their paths which groups the rule connects.
  if (/^aws_vpc_security_group_(in|e)gress_rule$/.test(type))
    return { ...values, description: "after the path" };
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, WRITTEN.has(name) ? meaningOf(value) : value]),
  );
}

/** Arguments that are JSON, of which Terraform and synthesis write the same in other words. */
const WRITTEN = new Set(["policy", "container_definitions"]);

/** What JSON says: without nulls, its statements in one order. */
function meaningOf(text: unknown): unknown {
  if (typeof text !== "string") return text;
  const said = withoutNulls(JSON.parse(text));
  const { Statement } = said as { Statement?: unknown[] };
  if (!Statement) return said;
  const inOrder = Statement.map((statement) =>
    JSON.stringify(statement, Object.keys(flat(statement)).sort()),
  ).sort();
  return { ...(said as object), Statement: inOrder };
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  const said = Object.entries(value).filter(([, each]) => each !== null);
  return Object.fromEntries(said.map(([key, each]) => [key, withoutNulls(each)]));
}

/** Every key at any depth, since JSON.stringify takes a list of them. */
function flat(value: unknown): Record<string, true> {
  if (typeof value !== "object" || value === null) return {};
  const inside = Object.values(value).map(flat);
  const own = Array.isArray(value) ? [] : Object.keys(value);
  return Object.assign({}, ...inside, Object.fromEntries(own.map((key) => [key, true])));
}
