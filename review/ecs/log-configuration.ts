import { isObject, Unknown, type Value } from "../graph/value";
import { booleanOf } from "../read/expression/convert";
import { settle } from "../read/expression/settle";
import { type Definition, type Listed, listed, memberOf } from "./definition";
import { readSecret, type Secret } from "./secret";

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html */
export interface LogConfiguration {
  /** Like `awslogs`, `awsfirelens`. */
  readonly driver: Value | undefined;
  /** By name, like `awslogs-group`. */
  readonly options: Definition;
  readonly optionsComplete: true | Unknown;
  /** Options whose values are secrets. */
  readonly secretOptions: Listed<Secret>;
}

export function readLogConfiguration(value: Value | undefined): LogConfiguration | Unknown | undefined {
  if (value === undefined) return undefined;
  const settled = settle(value);
  if (settled === null) return undefined;
  if (!isObject(settled)) {
    return settled instanceof Unknown ? settled : new Unknown("a log configuration is not known");
  }
  const options = settle(memberOf(settled, "options") ?? {});
  const known = isObject(options);
  return {
    driver: memberOf(settled, "logDriver"),
    options: known ? options : {},
    optionsComplete:
      known || options === null
        ? true
        : options instanceof Unknown
          ? options
          : new Unknown("the options of a log configuration are not known"),
    secretOptions: listed(memberOf(settled, "secretOptions"), readSecret),
  };
}

/** The name of the driver; undefined if it is not known or there is none. */
export function driverOf({ driver }: LogConfiguration): string | undefined {
  const settled = driver === undefined ? undefined : settle(driver);
  return typeof settled === "string" ? settled : undefined;
}

/**
 * An option; undefined if it is not set. Options are texts that are told apart by their case:
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-log-config.html
 */
export function optionOf({ options }: LogConfiguration, name: string): Value | undefined {
  return options[name] ?? undefined;
}

/** Whether the driver is asked to make the log group; Unknown if that is not known. */
export function createsLogGroup(log: LogConfiguration): boolean | Unknown {
  const option = optionOf(log, "awslogs-create-group");
  if (option === undefined) return log.optionsComplete === true ? false : log.optionsComplete;
  const settled = settle(option);
  const known = booleanOf(settled);
  if (known !== undefined) return known;
  return settled instanceof Unknown ? settled : new Unknown("awslogs-create-group is not known");
}
