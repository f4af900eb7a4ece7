/**
 * The review as a program calls it: `review(await readInputs(["plan.json"]))`, then one of `FORMATS`.
 *
 * @module private-paths/review
 */
export type { PathRequest } from "../../review/paths/path-request";
export { InputError } from "../../review/read/input-error";
export { type InputOptions, readInputs } from "../../review/read/inputs";
export type { Model } from "../../review/read/model";
export { FORMATS, type FormatName } from "../../review/report/formats";
export type { Report, ReportOptions } from "../../review/report/report";
export type * from "../../review/result";
export { type ReviewRequest, review } from "../../review/review";
export type { Suppression } from "../../review/suppression";
export type { Verdict } from "../../review/verdict";
