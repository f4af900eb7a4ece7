import type { Value } from "../graph/value";
import { type Definition, memberOf } from "./definition";

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html */
export interface Secret {
  readonly name: Value | undefined;
  /** ARN of a secret or parameter, or the name of a parameter. */
  readonly valueFrom: Value | undefined;
}

export function readSecret(one: Definition): Secret {
  return { name: memberOf(one, "name"), valueFrom: memberOf(one, "valueFrom") };
}
