import { NAMES } from "../../graph/identities";
import { isList, isObject, Reference, Template, Unknown, type Value } from "../../graph/value";
import { settleToKnown } from "./settle";
import { identityOf, isUnclear } from "./unknown";

/**
 * Whether two values are equal; undefined if that cannot be told. Texts and numbers are never equal, and null only to itself, as in
 * Terraform (https://developer.hashicorp.com/terraform/language/expressions/operators#equality-operators).
 */
export function isEqual(one: Value, other: Value): boolean | undefined {
  const left = settleToKnown(one);
  const right = settleToKnown(other);
  if (isUnclear(left)) return isEqualToUnsettled(left, right);
  if (isUnclear(right)) return isEqualToUnsettled(right, left);
  if (isList(left)) return isList(right) && areEqual(left, right);
  if (!isObject(left)) return left === right;
  if (!isObject(right)) return false;
  const names = Object.keys(left);
  if (names.length !== Object.keys(right).length || !names.every((name) => Object.hasOwn(right, name)))
    return false;
  const members = (object: { readonly [name: string]: Value }) => names.map((name) => object[name] ?? null);
  return areEqual(members(left), members(right));
}

type Unsettled = Reference | Template | Unknown;

function areEqual(left: readonly Value[], right: readonly Value[]): boolean | undefined {
  if (left.length !== right.length) return false;
  let result: boolean | undefined = true;
  for (const [index, value] of left.entries()) {
    const equal = isEqual(value, right[index] ?? null);
    if (equal === false) return false;
    if (equal === undefined) result = undefined;
  }
  return result;
}

function isEqualToUnsettled(unsettled: Unsettled, other: Value): boolean | undefined {
  if (unsettled instanceof Unknown || other instanceof Unknown) return undefined;
  if (unsettled instanceof Template) return isEqualToTemplate(unsettled, other);
  if (other instanceof Reference) return identityOf(unsettled) === identityOf(other) ? true : undefined;
  if (other === null || other === "") return isNeverEmpty(unsettled) ? false : undefined;
  return typeof other === "string" && !canBe(unsettled, other) ? false : undefined;
}

/** Every resource has an id, an ARN and its names once it is made; of other attributes that is not sure. */
export function isNeverEmpty({ resource, path }: Reference): boolean {
  if (path.length !== 1) return path.length === 0;
  const attribute = String(path[0]);
  if (attribute === "id" || attribute === "arn") return true;
  if (resource.type === "aws_ssm_parameter" && attribute === "value") return true;
  return NAMES[resource.type]?.includes(attribute) === true && !EMPTY_AT_TIMES.has(attribute);
}

/** What a table without a stream, and an endpoint that is no gateway, do not have. */
const EMPTY_AT_TIMES: ReadonlySet<string> = new Set(["stream_arn", "prefix_list_id"]);

/**
 * Whether an id or ARN that AWS will give can be this text. `var.group == "self"` is asked in many modules, and no group has such an
 * id: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html
 */
function canBe({ resource, path }: Reference, text: string): boolean {
  if (path.length !== 1) return true;
  if (path[0] === "arn") return text.startsWith("arn:");
  const prefix = path[0] === "id" ? ID_PREFIXES[resource.type] : undefined;
  return prefix === undefined || text.startsWith(prefix);
}

const ID_PREFIXES: Readonly<Record<string, string>> = {
  aws_default_security_group: "sg-",
  aws_default_vpc: "vpc-",
  aws_instance: "i-",
  aws_internet_gateway: "igw-",
  aws_nat_gateway: "nat-",
  aws_network_interface: "eni-",
  aws_route_table: "rtb-",
  aws_security_group: "sg-",
  aws_subnet: "subnet-",
  aws_vpc: "vpc-",
  aws_vpc_endpoint: "vpce-",
};

function isEqualToTemplate({ parts }: Template, other: Value): boolean | undefined {
  if (other instanceof Template) return areEqual(parts, other.parts) === true ? true : undefined;
  if (other instanceof Reference) return undefined;
  if (typeof other !== "string") return false;
  const [first] = parts;
  const last = parts.at(-1);
  const fits =
    (typeof first !== "string" || other.startsWith(first)) &&
    (typeof last !== "string" || other.endsWith(last));
  return fits ? undefined : false;
}
