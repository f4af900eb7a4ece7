/**
 * The review as a program calls it: `reviewFiles(["plan.json"])`, then one of `FORMATS`.
 *
 * @module private-paths/review
 */
export type { EarlierPath } from "./compare";
export { isBroken, isUnknown } from "./outcome";
export { type PathRequest, PathRequestError, readPathRequest } from "./paths/path-request";
export { InputError } from "./read/input-error";
export type { InputOptions } from "./read/inputs";
export { FORMATS, type FormatName } from "./report/formats";
export type { Report, ReportOptions } from "./report/report";
export type {
  Evidence,
  Finding,
  Hop,
  Path,
  PathElement,
  ReviewResult,
  Summary,
  SuppressedFinding,
} from "./result";
export type { ReviewRequest } from "./review";
export { type ReviewFile, readReviewFile } from "./review-file";
export { type ChangeRequest, type FilesRequest, reviewFiles, reviewJson } from "./review-files";
export { rulesInOrder } from "./rules/table";
export type { Suppression } from "./suppression";
export type { Verdict } from "./verdict";
