import { isObject, Unknown, type Value } from "../graph/value";
import { numberOf } from "../read/expression/convert";
import { settle } from "../read/expression/settle";
import { type Definition, type Listed, listed, memberOf } from "./definition";
import { type LogConfiguration, readLogConfiguration } from "./log-configuration";
import { readSecret, type Secret } from "./secret";

/**
 * A container definition, as far as it can be read. Members that nobody has set are undefined.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
export interface Container {
  /** Position in the task definition, from 0. */
  readonly index: number;
  /** Its name as far as it is known, else its place, for reports, like `containers[1]`. */
  readonly label: string;
  readonly name: Value | undefined;
  readonly image: Value | undefined;
  /** @default true */
  readonly essential: Value | undefined;
  readonly portMappings: Listed<PortMapping>;
  readonly environment: Listed<NamedValue>;
  readonly environmentFiles: Listed<EnvironmentFile>;
  readonly secrets: Listed<Secret>;
  /** ARN of the secret with which a private registry is logged in to. */
  readonly repositoryCredentials: Value | undefined;
  readonly logConfiguration: LogConfiguration | Unknown | undefined;
  readonly mountPoints: Listed<MountPoint>;
  readonly readonlyRootFilesystem: Value | undefined;
  /** All of it, as it is written. */
  readonly definition: Definition;
}

export interface PortMapping {
  /** undefined if it is not a port that is known, as in a range. */
  readonly containerPort: number | undefined;
  readonly hostPort: number | undefined;
}

export interface NamedValue {
  readonly name: Value | undefined;
  readonly value: Value | undefined;
}

export interface EnvironmentFile {
  /** ARN of an object in S3. */
  readonly value: Value | undefined;
}

export interface MountPoint {
  readonly sourceVolume: Value | undefined;
  readonly containerPath: Value | undefined;
}

/** As sentences call a container: by its name, or else by its place. */
export const theContainer = (label: string) =>
  label.startsWith("containers[") ? label : `the container ${label}`;

/** Reads one element of `container_definitions`. */
export function readContainer(definition: Definition, index: number): Container {
  const get = (name: string) => memberOf(definition, name);
  const name = get("name");
  const credentials = settle(get("repositoryCredentials") ?? null);
  const label = settle(name ?? null);
  return {
    index,
    label: typeof label === "string" && label !== "" ? label : `containers[${index}]`,
    name,
    image: get("image"),
    essential: get("essential"),
    portMappings: listed(get("portMappings"), readPortMapping),
    environment: listed(get("environment"), (one) => ({
      name: memberOf(one, "name"),
      value: memberOf(one, "value"),
    })),
    environmentFiles: listed(get("environmentFiles"), (one) => ({ value: memberOf(one, "value") })),
    secrets: listed(get("secrets"), readSecret),
    repositoryCredentials: isObject(credentials)
      ? memberOf(credentials, "credentialsParameter")
      : credentials instanceof Unknown
        ? credentials
        : undefined,
    logConfiguration: readLogConfiguration(get("logConfiguration")),
    mountPoints: listed(get("mountPoints"), (one) => ({
      sourceVolume: memberOf(one, "sourceVolume"),
      containerPath: memberOf(one, "containerPath"),
    })),
    readonlyRootFilesystem: get("readonlyRootFilesystem"),
    definition,
  };
}

function readPortMapping(definition: Definition): PortMapping {
  const containerPort = numberOf(settle(memberOf(definition, "containerPort") ?? null));
  const hostPort = numberOf(settle(memberOf(definition, "hostPort") ?? null));
  return { containerPort, hostPort };
}
