import { theContainer } from "../ecs/container";
import type { Containers } from "../ecs/containers";
import type { ServiceEndpoint } from "../endpoints/service-endpoint";
import { referencesIn } from "../graph/references";
import type { Resource } from "../graph/resource";
import { isList, isObject, Unknown, type Value } from "../graph/value";
import type { Answer } from "../network/answer";
import { nestedBlocks } from "../network/nested-blocks";
import { jsonWithHoles } from "../read/expression/json-with-holes";
import { settle } from "../read/expression/settle";

/** What an application is told when it starts. */
export interface Environment {
  readonly variables: readonly Variable[];
  /** Whether there is nothing else that it is told; else why there may be. */
  readonly complete: true | Unknown;
}

export interface Variable {
  readonly name: Value | undefined;
  /** undefined for a secret, whose value is not in the files. */
  readonly value: Value | undefined;
}

/**
 * Environment variables and commands of all containers of a task. Of a definition that cannot be read, as in a plan, all that it
 * refers to.
 */
export function environmentOfTask({ containers, complete }: Containers, definition: Resource): Environment {
  let whole = complete;
  const variables: Variable[] = [];
  const text = settle(jsonWithHoles(definition.get("container_definitions") ?? null));
  for (const unread of isList(text) ? text.map(settle) : [text]) {
    if (!(unread instanceof Unknown)) continue;
    // What is injected into a container is not what the application gets itself.
    const told = unread.candidates.filter(({ resource }) => !INJECTED.has(resource.type));
    variables.push(...told.map((value) => ({ name: undefined, value })));
  }
  for (const { environment, environmentFiles, secrets, definition: written, label } of containers) {
    variables.push(...environment.items);
    variables.push(...secrets.items.map(({ name }) => ({ name, value: undefined })));
    for (const member of ["command", "entryPoint", "dockerLabels"]) {
      const value = written[member];
      if (value !== undefined) variables.push({ name: member, value });
    }
    if (environment.complete !== true) whole = environment.complete;
    if (environmentFiles.items.length > 0) {
      whole = new Unknown(`the environment files of ${theContainer(label)} are not in the files given`);
    }
  }
  return { variables, complete: whole };
}

const INJECTED = new Set(["aws_secretsmanager_secret", "aws_ssm_parameter"]);

/** Environment variables of a Lambda function. */
export function environmentOfFunction(lambda: Resource): Environment {
  const variables: Variable[] = [];
  let complete: true | Unknown = true;
  for (const block of nestedBlocks(lambda.get("environment"))) {
    const map = block instanceof Unknown ? block : settle(block.variables ?? {});
    if (isObject(map)) {
      for (const [name, value] of Object.entries(map)) variables.push({ name, value });
    } else if (map !== null) complete = new Unknown(`the environment of ${lambda.address} is not known`);
  }
  return { variables, complete };
}

/**
 * Whether an application is told the own URL of one of the endpoints, so that it needs no private DNS: by a reference to it, or by a
 * variable that the SDKs read. https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export function toldUrlOf(
  { variables, complete }: Environment,
  endpoints: readonly ServiceEndpoint[],
  suffix: string,
): Answer {
  if (endpoints.length === 0) return false;
  let doubt: Unknown | undefined = complete === true ? undefined : complete;
  for (const { name, value } of variables) {
    const refers = referencesIn(value).some(
      ({ resource, path }) =>
        path[0] === "dns_entry" && endpoints.some((endpoint) => endpoint.resource === resource),
    );
    if (refers) return true;
    const text = value === undefined ? undefined : settle(value);
    if (typeof text === "string" && new RegExp(`vpce-[0-9a-z-]+\\.${serviceInUrl(suffix)}\\.`).test(text))
      return true;
    if (typeof name === "string" && URL_VARIABLE.test(name)) {
      const other = /^AWS_ENDPOINT_URL_(.+)$/.exec(name)?.[1];
      if (other === undefined || other === variableOf(suffix)) {
        doubt ??= new Unknown(`${name} tells a URL of which is not known where it leads`);
      }
    }
    if (value instanceof Unknown && typeof name === "string" && /url|endpoint/i.test(name)) doubt ??= value;
  }
  return doubt ?? false;
}

const URL_VARIABLE = /^AWS_ENDPOINT_URL(_|$)/;

/** https://docs.aws.amazon.com/sdkref/latest/guide/ss-endpoints-table.html */
const VARIABLES: Readonly<Record<string, string>> = {
  "dynamodb-streams": "DYNAMODB_STREAMS",
  "kinesis-streams": "KINESIS",
  "kinesis-firehose": "FIREHOSE",
  secretsmanager: "SECRETS_MANAGER",
  states: "SFN",
  events: "EVENTBRIDGE",
  monitoring: "CLOUDWATCH",
};

function variableOf(suffix: string): string {
  return VARIABLES[suffix] ?? suffix.toUpperCase().replace(/[.-]/g, "_");
}

function serviceInUrl(suffix: string): string {
  return suffix === "dynamodb-streams" ? "streams\\.dynamodb" : suffix.replace(/\W/g, "\\$&");
}
