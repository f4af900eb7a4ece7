import { readArn } from "../../aws/arn";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { isList, Reference, Template, Unknown, type Value } from "../graph/value";
import { isResource } from "../network/look-up";
import { settle } from "../read/expression/settle";
import { arnIn } from "./arn-in";

/** A secret or parameter that a container definition refers to. */
export interface ReferredSecret {
  /** The service that keeps it, by the suffix of its endpoint. */
  readonly suffix: "secretsmanager" | "ssm";
  /** Its Region where the reference says it; else it is that of the task. */
  readonly region: string | undefined;
  /** It, if it is in the files given. */
  readonly resource: Resource | undefined;
  /** Its ARN, as permissions are about it; undefined if it is not known. */
  readonly arn: Value | undefined;
}

const SECRETS = ["aws_secretsmanager_secret", "aws_secretsmanager_secret_version"] as const;

/**
 * What `valueFrom` refers to: the ARN of a secret, perhaps with a key and version behind it, or the ARN or name of a parameter.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html
 *
 * @param region of the task, in which a parameter is that is given by its name
 */
export function referredSecret(
  graph: Graph,
  valueFrom: Value | undefined,
  region: string | undefined,
): ReferredSecret | Unknown {
  if (valueFrom === undefined) return new Unknown("a secret has no valueFrom");
  const managed = managedSecret(valueFrom);
  if (managed)
    return { suffix: "secretsmanager", region: graph.regionOf(managed), resource: managed, arn: undefined };
  const secret = graph.find(valueFrom, ...SECRETS);
  if (isResource(secret)) return ofSecret(graph, secret);
  const parameter = graph.find(valueFrom, "aws_ssm_parameter");
  if (isResource(parameter)) {
    return {
      suffix: "ssm",
      region: graph.regionOf(parameter),
      resource: parameter,
      arn: new Reference(parameter, ["arn"]),
    };
  }
  return ofText(settle(valueFrom), region);
}

function ofSecret(graph: Graph, found: Resource): ReferredSecret {
  const of = found.type === SECRETS[1] ? graph.find(found.get("secret_id"), SECRETS[0]) : found;
  const secret = isResource(of) ? of : found;
  const region = graph.regionOf(secret);
  return { suffix: "secretsmanager", region, resource: secret, arn: new Reference(secret, ["arn"]) };
}

/** The secret that RDS keeps for a database: `master_user_secret[0].secret_arn`. */
export function managedSecret(value: Value): Resource | undefined {
  const whole = value instanceof Template ? value.parts[0] : value;
  return whole instanceof Reference && whole.path[0] === "master_user_secret" ? whole.resource : undefined;
}

function ofText(value: Value, ownRegion: string | undefined): ReferredSecret | Unknown {
  const parts = value instanceof Template ? value.parts.map(settle) : [value];
  if (parts.some((part) => isList(part)) || (parts.length === 1 && typeof parts[0] !== "string")) {
    return new Unknown(value instanceof Unknown ? value.reason : "what a secret refers to is not known");
  }
  // Holes for the account, the partition and so on do not matter; they count as anything.
  const text = parts.map((part) => (typeof part === "string" ? part : "*")).join("");
  const [, service, region] = /^(?:arn:[a-z*-]+|\*):(secretsmanager|ssm):([a-z0-9-]+|\*):/.exec(text) ?? [];
  if (service === "secretsmanager" || service === "ssm") {
    const arn = service === "ssm" ? text : text.split(":").slice(0, 7).join(":");
    return { suffix: service, region: region === "*" ? undefined : region, resource: undefined, arn };
  }
  if (text.startsWith("arn:") || text.startsWith("*") || readArn(text))
    return new Unknown("what a secret refers to is not known");
  const path = text.startsWith("/") ? text : `/${text}`;
  const arn = arnIn(ownRegion, "ssm", `parameter${path}`);
  return { suffix: "ssm", region: undefined, resource: undefined, arn };
}
