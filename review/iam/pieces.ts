import type { Graph } from "../graph/graph";
import { perGraphIfAny } from "../graph/per-graph";
import type { Resource } from "../graph/resource";
import { Reference, Template, type Value } from "../graph/value";
import { settle } from "../read/expression/settle";
import { SELF_SUFFIX, textFormatOf } from "./text-formats";

/** A text, character by character, with holes where it is not known. */
export type Piece = string | Hole;

/** A part of a text that is not known. */
export type Hole =
  /** Any text, even an empty one; with a place, it is whatever stands there, which is one text however often it is asked for. */
  | { readonly kind: "any"; readonly place?: HolePlace }
  /** Any single character, of which no two are the same. */
  | { readonly kind: "character"; readonly of: Resource; readonly index: number }
  /** The partition, Region or account in the ARN of something that these files make. */
  | { readonly kind: "segment"; readonly segment: Segment }
  /** What a resource will have as an attribute. */
  | { readonly kind: "attribute"; readonly of: Resource; readonly attribute: string };

export type Segment = "partition" | "region" | "account";

/** The hole of a text that a resource has: `name`, of which the part with this number is not known. */
export interface HolePlace {
  readonly of: Resource;
  readonly path: string;
  readonly index: number;
}

const ANY: Hole = { kind: "any" };

/** A value that cannot be told, of which there is one: what a variable of a policy holds, each request decides. */
const UNTOLD: Hole = { kind: "any" };

/**
 * Pieces of what stands at a path of a resource, so that its holes equal themselves. It takes a resource to tell where an Unknown
 * stands: elements and members of what is not known are all one Unknown.
 */
function placed(pieces: Piece[], of: Resource, path: string): Piece[] {
  return pieces.map((piece, index) =>
    piece === UNTOLD ? { kind: "any", place: { of, path, index } } : piece,
  );
}

/** The pieces of the text of a request: `*` in it stands for whatever it may be, as in `arn:aws:s3:::shop/*` for any object. */
export const piecesOfRequest = perGraphIfAny(
  (graph: Graph | undefined, value: Value | undefined): readonly Piece[] => {
    if (value === undefined) return [ANY];
    // AWS's word for an action that knows no resource: a policy must say `*` for it, too.
    if (value === "*") return ["*"];
    const pieces = openEnded(piecesOf(value, graph));
    return abbreviatedSecret(pieces) ? [...pieces, ANY] : pieces;
  },
);

/** Stars of a request are whatever they may be; those for a whole Region or account are what the policy says. */
function openEnded(pieces: readonly Piece[]): readonly Piece[] {
  let colons = 0;
  return pieces.map((piece, index) => {
    if (piece === ":") colons++;
    if (piece !== "*") return piece;
    const segment = pieces[index - 1] === ":" && pieces[index + 1] === ":" ? SEGMENTS[colons] : undefined;
    return segment ? { kind: "segment", segment } : ANY;
  });
}

/** By the number of colons in front. */
const SEGMENTS: Readonly<Record<number, Segment>> = { 1: "partition", 3: "region", 4: "account" };

/** The pieces of a text of a policy, in which `*` and `?` are wildcards. */
export function piecesOfPattern(value: Value, graph?: Graph): readonly Piece[] {
  return piecesOf(value, graph);
}

function piecesOf(given: Value, graph: Graph | undefined, depth = 0): Piece[] {
  // No text of AWS is made of more than a few others: this ends names that refer to each other in a circle.
  if (depth > MAXIMUM_DEPTH) return [ANY];
  // A reference to an attribute is not settled first: should its value not be known, it is still that resource's.
  if (given instanceof Reference && given.path.length > 1) {
    const settled = settle(given);
    if (!(settled instanceof Reference))
      return placed(piecesOf(settled, graph, depth + 1), given.resource, given.path.join("."));
  }
  const value = given instanceof Reference && given.path.length === 1 ? given : settle(given);
  if (typeof value === "string") return piecesOfText(value);
  if (typeof value === "number" || typeof value === "boolean") return [...String(value)];
  if (value instanceof Template) return value.parts.flatMap((part) => piecesOf(part, graph, depth + 1));
  if (value instanceof Reference) return piecesOfReference(value, graph, depth + 1);
  return [UNTOLD];
}

const MAXIMUM_DEPTH = 8;

/**
 * `${aws:username}` and its like are the request's, and `${*}` is a star that is no wildcard:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html. `&{...}` is how `aws_iam_policy_document`
 * writes them.
 */
const POLICY_VARIABLE = /[$&]\{[^}]*\}/;

function piecesOfText(text: string): Piece[] {
  if (!POLICY_VARIABLE.test(text)) return text.split("");
  return text
    .split(POLICY_VARIABLE)
    .flatMap((part, index) => (index > 0 ? [ANY, ...part.split("")] : part.split("")));
}

function piecesOfReference(reference: Reference, graph: Graph | undefined, depth: number): Piece[] {
  const { resource, path } = reference;
  const [attribute, ...rest] = path;
  if (typeof attribute !== "string") return [ANY];
  const segment = segmentOf(resource.type, attribute);
  if (segment) return segmentPieces(segment, resource, graph);
  if (rest.length > 0) return [{ kind: "attribute", of: resource, attribute: path.join(".") }];
  return piecesOfAttribute(resource, attribute, graph, depth);
}

/** The attribute as AWS will make it from others that are known, or a hole that is this attribute's alone. */
function piecesOfAttribute(
  resource: Resource,
  attribute: string,
  graph: Graph | undefined,
  depth: number,
): Piece[] {
  const known = resource.get(attribute);
  if (known !== undefined && known !== null && depth <= MAXIMUM_DEPTH) {
    const pieces = placed(piecesOf(known, graph, depth + 1), resource, attribute);
    // A name that cannot be told is still this resource's, wherever it is asked for.
    if (pieces.some((piece) => typeof piece === "string" || piece.kind !== "any")) return pieces;
  }
  const format = textFormatOf(resource.type, attribute);
  if (format && depth <= MAXIMUM_DEPTH) return format.flatMap((part) => partOf(part, resource, graph, depth));
  const hole: Hole = { kind: "attribute", of: resource, attribute };
  const prefix = resource.get(`${attribute}_prefix`);
  const generated = known === undefined && prefix !== undefined && prefix !== null && prefix !== "";
  return generated ? [...piecesOf(prefix, graph, depth + 1), hole] : [hole];
}

function partOf(part: string, resource: Resource, graph: Graph | undefined, depth: number): Piece[] {
  if (!part.startsWith("{")) return part.split("");
  const name = part.slice(1, -1);
  if (name === "partition" || name === "region" || name === "account")
    return segmentPieces(name, resource, graph);
  if (name === SELF_SUFFIX) {
    return Array.from({ length: 6 }, (_, index) => ({ kind: "character" as const, of: resource, index }));
  }
  if (name.startsWith("/")) {
    // A parameter's name may begin with a slash or not; its ARN has one in any case.
    const pieces = piecesOfAttribute(resource, name.slice(1), graph, depth + 1);
    return typeof pieces[0] === "string" && pieces[0] !== "/" ? ["/", ...pieces] : pieces;
  }
  // The path of a role or policy is `/` if none is given.
  if (name === "path" && resource.mode === "managed" && !resource.get(name)) return ["/"];
  return piecesOfAttribute(resource, name, graph, depth + 1);
}

/** Data sources that tell where Terraform works. */
function segmentOf(type: string, attribute: string): Segment | undefined {
  if (type === "aws_partition")
    return attribute === "partition" || attribute === "id" ? "partition" : undefined;
  if (type === "aws_region") return ["name", "region", "id"].includes(attribute) ? "region" : undefined;
  if (type === "aws_caller_identity")
    return attribute === "account_id" || attribute === "id" ? "account" : undefined;
  return undefined;
}

function segmentPieces(segment: Segment, resource: Resource, graph: Graph | undefined): Piece[] {
  const region = segment === "region" ? graph?.regionOf(resource) : undefined;
  return region === undefined ? [{ kind: "segment", segment }] : region.split("");
}

const SECRET = /^arn:[^:]+:secretsmanager:[^:]*:[^:]*:secret:[^:]+$/;
const SUFFIX_OF_SECRET = /-[A-Za-z0-9]{6}$/;

/**
 * A secret may be asked for by an ARN without the six characters that Secrets Manager adds; policies see them all the same.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot.html#ARN_secretnamehyphen
 */
function abbreviatedSecret(pieces: readonly Piece[]): boolean {
  if (!pieces.every((piece) => typeof piece === "string" || piece.kind === "segment")) return false;
  const text = pieces.map((piece) => (typeof piece === "string" ? piece : "-")).join("");
  return SECRET.test(text) && !SUFFIX_OF_SECRET.test(text);
}
