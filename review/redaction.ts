import type { SensitiveValues } from "./read/sensitive-values";
import type { Finding, Hop, Path, ReviewResult } from "./result";

/**
 * The result with each sensitive value, wherever a text shows it, replaced by `(sensitive)`. Addresses stay: they are names of the
 * configuration, not values.
 */
export function withoutSensitive(result: ReviewResult, sensitive: SensitiveValues): ReviewResult {
  const texts = [...sensitive.texts()];
  if (texts.length === 0) return result;
  // The longest first: a shorter one may be a part of it.
  texts.sort((a, b) => b.length - a.length);
  const pattern = new RegExp(texts.map(whole).join("|"), "g");
  const hidden = (text: string) => text.replace(pattern, "(sensitive)");
  const finding = (one: Finding): Finding => ({
    ...one,
    found: hidden(one.found),
    needed: hidden(one.needed),
    why: hidden(one.why),
    fix: hidden(one.fix),
  });
  const hop = (one: Hop): Hop => ({
    ...one,
    evidence: one.evidence.map(({ rule, text }) => ({ rule, text: hidden(text) })),
    findings: one.findings.map(finding),
  });
  const path = (one: Path): Path => ({ ...one, hops: one.hops.map(hop) });
  return {
    ...result,
    paths: result.paths.map(path),
    findings: result.findings.map(finding),
    suppressed: result.suppressed.map((one) => ({ ...one, finding: finding(one.finding) })),
    notices: result.notices.map(hidden),
  };
}

/** As a word of its own where it is one, so that a sensitive `443` does not blacken `8443`. */
function whole(text: string): string {
  const escaped = text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  return `${/^\w/.test(text) ? "(?<!\\w)" : ""}${escaped}${/\w$/.test(text) ? "(?!\\w)" : ""}`;
}
