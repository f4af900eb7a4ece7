import { type PathRequest, readPathRequest } from "./paths/path-request";
import { InputError } from "./read/input-error";
import { isJsonObject, type Json, type JsonObject } from "./read/json";
import type { Suppression } from "./suppression";

/** Name under which the command looks for it. */
export const REVIEW_FILE = "private-paths.json";

/** The paths that a team declares, and the findings that it accepts. */
export interface ReviewFile {
  readonly paths: readonly PathRequest[];
  readonly suppressions: readonly Suppression[];
}

/**
 * Reads a file like
 * `{ "paths": ["aws_security_group.app -> aws_db_instance.main:3306"],
 *    "suppressions": [{ "rule": "LB-06", "address": "aws_lb.web", "reason": "...", "until": "2027-03-31" }] }`.
 *
 * @throws InputError that names the member that is wrong, what it is, and what is allowed
 */
export function readReviewFile(name: string, json: JsonObject): ReviewFile {
  onlyMembers(name, "the file", json, ["paths", "suppressions"]);
  return {
    paths: list(name, "paths", json.paths).map((path, index) => requested(name, `paths[${index}]`, path)),
    suppressions: list(name, "suppressions", json.suppressions).map((one, index) =>
      suppression(name, `suppressions[${index}]`, one),
    ),
  };
}

function requested(name: string, at: string, json: Json): PathRequest {
  if (typeof json !== "string") throw wrong(name, at, json, 'a text like "aws_ecs_service.web -> logs"');
  try {
    return readPathRequest(json);
  } catch (error) {
    throw new InputError(name, `${at}: ${(error as Error).message.replace(/\.$/, "")}`, "Correct it.");
  }
}

function suppression(name: string, at: string, json: Json): Suppression {
  if (!isJsonObject(json)) throw wrong(name, at, json, "an object with rule, reason, and address or path");
  onlyMembers(name, at, json, ["rule", "address", "path", "reason", "until"]);
  const { rule, address, path, reason, until } = json;
  if (typeof rule !== "string" || rule === "")
    throw wrong(name, `${at}.rule`, rule, "the id of a rule, like SG-01");
  if (typeof reason !== "string" || reason.trim() === "") {
    throw wrong(name, `${at}.reason`, reason, "words that say why the finding is accepted");
  }
  if (address !== undefined && typeof address !== "string")
    throw wrong(name, `${at}.address`, address, "a text");
  if (path !== undefined && typeof path !== "string") throw wrong(name, `${at}.path`, path, "a text");
  if (address === undefined && path === undefined) {
    throw wrong(
      name,
      `${at}.address`,
      undefined,
      "an address or a path, so that the rule is not silent everywhere",
    );
  }
  if (until !== undefined && !(typeof until === "string" && isDay(until))) {
    throw wrong(name, `${at}.until`, until, "a day that exists, like 2027-03-31");
  }
  return {
    rule,
    reason,
    ...(address ? { address } : {}),
    ...(path ? { path } : {}),
    ...(until ? { until } : {}),
  };
}

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
  );
}

function list(name: string, at: string, json: Json | undefined): readonly Json[] {
  if (json === undefined) return [];
  if (Array.isArray(json)) return json;
  throw wrong(name, at, json, "a list");
}

function onlyMembers(name: string, at: string, json: JsonObject, allowed: readonly string[]): void {
  const other = Object.keys(json).find((member) => !allowed.includes(member) && member !== "$schema");
  if (other !== undefined) {
    throw new InputError(
      name,
      `${at} has a member ${JSON.stringify(other)}`,
      `Allowed: ${allowed.join(", ")}.`,
    );
  }
}

function wrong(name: string, at: string, given: Json | undefined, allowed: string): InputError {
  return new InputError(
    name,
    `${at} is ${given === undefined ? "missing" : JSON.stringify(given)}`,
    `Allowed: ${allowed}.`,
  );
}
