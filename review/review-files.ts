import { type EarlierPath, withComparison } from "./compare";
import { InputError } from "./read/input-error";
import { type InputOptions, readInputs, readJson } from "./read/inputs";
import { isJsonObject, type Json } from "./read/json";
import { GIVE, parseJsonText } from "./read/json-text";
import type { Model } from "./read/model";
import type { ReviewResult } from "./result";
import { type ReviewRequest, review } from "./review";

/** What is asked of the review of something, and what it is held against. */
export interface ChangeRequest extends ReviewRequest {
  /**
   * The paths of an earlier review, like `result.paths`: which of them the change breaks, opens or takes away becomes findings.
   *
   * @default the prior state that a plan carries, if something is there already
   */
  readonly before?: readonly EarlierPath[];
}

/** What is asked of the review of files. */
export interface FilesRequest extends ChangeRequest, InputOptions {}

/**
 * Reviews files and folders as one whole, as the command `private-paths review` does.
 *
 * @param paths plans, states, `cdk.tf.json`, folders of synthesized stacks or of `.tf` and `.tf.json` files
 * @throws InputError if one of them cannot be read
 * @throws PathRequestError if an end of a path that is asked for is not there
 */
export async function reviewFiles(
  paths: readonly string[],
  request: FilesRequest = {},
): Promise<ReviewResult> {
  return reviewOfChange(await readInputs(paths, request), request);
}

/**
 * Reviews one synthesized configuration (like the text that `Testing.synth` gives), plan or state that is at hand.
 *
 * @param json as text, or parsed
 * @throws InputError if it is no configuration, plan or state
 * @throws PathRequestError if an end of a path that is asked for is not there
 */
export function reviewJson(json: string | object, request: ChangeRequest = {}): ReviewResult {
  const parsed = typeof json === "string" ? parseJsonText("the text", json) : json;
  if (!isJsonObject(parsed as Json)) throw new InputError("the value", "is no object", GIVE);
  return reviewOfChange(
    readJson(typeof json === "string" ? "the text" : "the object", parsed as never),
    request,
  );
}

/** Reviews what was read, and holds it against what was there before. */
export function reviewOfChange(model: Model, { before, ...request }: ChangeRequest): ReviewResult {
  const result = review(model, request);
  const earlier = before ?? (model.before && review(model.before).paths);
  return earlier === undefined ? result : withComparison(result, earlier);
}
