import { createHash } from "node:crypto";
import type { PlanJson } from "./available";

/**
 * A state as an apply of the plan would have left it, with made-up ids and ARNs: known values from the plan, unknown ones by
 * following the configuration's references. With it, a second plan shows what a change does, and that no change does nothing.
 *
 * @param configuration the planned `cdk.tf.json`
 */
export function stateAfter(plan: PlanJson, configuration: Configuration): object {
  const resources = (plan.resource_changes ?? []).filter(({ mode }) => mode === "managed");
  return {
    version: 4,
    terraform_version: "1.5.0",
    serial: 1,
    lineage: "applied-state",
    outputs: {},
    resources: resources.map(({ type, name, change }) => {
      const written = configuration.resource[type]?.[name] ?? {};
      const filled = fill(change.after, change.after_unknown, written, { type, name });
      return {
        mode: "managed",
        type,
        name,
        provider: `provider["${type === "terraform_data" ? "terraform.io/builtin/terraform" : "registry.terraform.io/hashicorp/aws"}"]`,
        instances: [
          {
            schema_version: SCHEMA_VERSIONS[type] ?? 0,
            attributes: type === "terraform_data" ? withDynamicTypes(filled as object, written) : filled,
            sensitive_attributes: Object.entries(change.after_sensitive ?? {})
              .filter(([, sensitive]) => sensitive === true)
              .map(([value]) => [{ type: "get_attr", value }]),
          },
        ],
      };
    }),
  };
}

export interface Configuration {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
}

// Of provider 5.100: an older number would make it run an upgrade.
const SCHEMA_VERSIONS: Readonly<Record<string, number>> = {
  aws_db_instance: 2,
  aws_security_group: 1,
  aws_subnet: 1,
  aws_vpc: 1,
  aws_default_security_group: 1,
};

// The provider takes a list that is missing from the state for unknown, and so for a change.
const COMPUTED_LISTS: ReadonlySet<string> = new Set([
  "cidr_blocks",
  "dns_entry",
  "dns_options",
  "egress",
  "ingress",
  "listener_endpoint",
  "network_interface_ids",
  "propagating_vgws",
  "replicas",
  "route",
  "route_table_ids",
  "subnet_configuration",
  "supported_network_types",
]);

interface Address {
  readonly type: string;
  readonly name: string;
}

function fill(known: unknown, unknown: unknown, written: unknown, address: Address): unknown {
  if (unknown === true) return resolve(written);
  if (Array.isArray(known)) {
    return known.map((each, i) =>
      fill(each, (unknown as unknown[])?.[i], (written as unknown[])?.[i], address),
    );
  }
  if (known === null || typeof known !== "object") return known;
  const unknowns = (unknown || {}) as Record<string, unknown>;
  const filled: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(known), ...Object.keys(unknowns)])) {
    const source = (written as Record<string, unknown> | undefined)?.[key];
    const computed = unknowns[key] === true && source === undefined;
    filled[key] = computed
      ? madeUp(address, key)
      : fill((known as Record<string, unknown>)[key], unknowns[key], source, address);
  }
  return filled;
}

/** The value of a written argument: references are followed to made-up values. */
function resolve(written: unknown): unknown {
  if (Array.isArray(written)) return written.map(resolve);
  if (typeof written === "object" && written !== null) {
    return Object.fromEntries(Object.entries(written).map(([key, value]) => [key, resolve(value)]));
  }
  if (typeof written !== "string") return written;
  return written.replace(
    /\$\{(substr\()?([a-z0-9_]+)\.([\w-]+)\.([a-z_]+)(?:, 0, 8\))?\}/g,
    (_, shortened, type, name, attribute) => {
      const value = String(madeUp({ type, name }, attribute));
      return shortened ? value.slice(0, 8) : value;
    },
  );
}

function madeUp({ type, name }: Address, attribute: string): unknown {
  const hash = createHash("sha1").update(`${type}.${name}`).digest("hex");
  const uuid = `${hash.slice(0, 8)}-${hash.slice(8, 12)}-${hash.slice(12, 16)}-${hash.slice(16, 20)}-${hash.slice(20, 32)}`;
  const account = "eu-central-1:111122223333";
  if (attribute === "id" && type === "aws_vpclattice_resource_configuration")
    return `rcfg-${hash.slice(0, 17)}`;
  if (attribute === "id") return type === "terraform_data" ? uuid : `${type}-${hash.slice(0, 17)}`;
  if (attribute === "name" || attribute === "address") return `${name}.example.com`;
  if (attribute === "port") return 3306;
  if (attribute === "master_user_secret")
    return [{ secret_arn: `arn:aws:secretsmanager:${account}:secret:${name}` }];
  if (COMPUTED_LISTS.has(attribute)) return [];
  if (attribute !== "arn") return null;
  if (type === "aws_db_instance") return `arn:aws:rds:${account}:db:${name}`;
  if (type === "aws_cloudwatch_log_group") return `arn:aws:logs:${account}:log-group:${name}`;
  return `arn:aws:vpc-lattice:${account}:resourceconfiguration/rcfg-${hash.slice(0, 17)}`;
}

/** terraform_data takes any type, so its state writes the type beside the value. */
function withDynamicTypes(attributes: object, written: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(
    Object.entries(attributes).map(([key, value]) => {
      const dynamic = ["input", "output", "triggers_replace"].includes(key) && value !== null;
      return [key, dynamic ? { value, type: typeOf(value, written[key]) } : value];
    }),
  );
}

function typeOf(value: unknown, written: unknown): unknown {
  // A function like sort makes a list, brackets make a tuple.
  if (Array.isArray(value) && typeof written === "string") return ["list", "string"];
  if (Array.isArray(value)) return ["tuple", value.map((each) => typeOf(each, undefined))];
  if (value === null) return "dynamic";
  if (typeof value !== "object") return typeof value === "boolean" ? "bool" : typeof value;
  const writtenOf = (key: string) => (written as Record<string, unknown> | undefined)?.[key];
  return [
    "object",
    Object.fromEntries(Object.entries(value).map(([key, each]) => [key, typeOf(each, writtenOf(key))])),
  ];
}
