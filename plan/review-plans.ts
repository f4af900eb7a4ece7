import { existsSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { readInputs } from "../review/read/inputs";
import { parseJsonText, readText } from "../review/read/json-text";
import { htmlReport } from "../review/report/html";
import type { ReviewResult } from "../review/result";
import { review } from "../review/review";
import { REVIEW_FILE, readReviewFile } from "../review/review-file";
import { PlanError } from "./errors";
import { projectFolder } from "./project-folder";

/**
 * Reviews the plans of several stacks as one whole, with the paths and suppressions that the project's own review file declares.
 *
 * @param page where the result is left as a page of HTML
 * @throws PlanError for a review file that cannot be read
 */
export async function reviewPlans(plans: readonly string[], page: string): Promise<ReviewResult> {
  const shown = plans.map((plan) => relative(process.cwd(), plan));
  const result = review(await readInputs(shown), declared(join(projectFolder, REVIEW_FILE)));
  writeFileSync(page, htmlReport(result));
  return result;
}

function declared(file: string) {
  if (!existsSync(file)) return {};
  try {
    return readReviewFile(file, parseJsonText(file, readText(file, file)));
  } catch (error) {
    throw new PlanError((error as Error).message);
  }
}
