import type { SensitiveValues } from "./read/sensitive-values";
import type { Finding, Hop, Path, ReviewResult } from "./result";

/**
 * The result with each sensitive value, wherever a text shows it, replaced by `(sensitive)`. Addresses stay: they are names of the
 * configuration, not values. What exists outside of the files given has no address, but a name that may be such a value.
 *
 * @param isAddress whether a name is that of a resource
 */
export function withoutSensitive(
  result: ReviewResult,
  sensitive: SensitiveValues,
  isAddress: (name: string) => boolean,
): ReviewResult {
  const texts = [...sensitive.texts()];
  if (texts.length === 0) return result;
  // The longest first: a shorter one may be a part of it.
  texts.sort((a, b) => b.length - a.length);
  const pattern = new RegExp(texts.map(whole).join("|"), "g");
  const hidden = (text: string) => text.replace(pattern, "(sensitive)");
  const name = (text: string) => (isAddress(text) ? text : hidden(text));
  const idOf = ({ id, from, to }: Path) =>
    id.replace(`${from} -> ${to}`, () => `${name(from)} -> ${name(to)}`);
  const ids = new Map(result.paths.map((path) => [path.id, idOf(path)]));
  const finding = (one: Finding): Finding => ({
    ...one,
    address: one.address === undefined ? undefined : name(one.address),
    path: one.path === undefined ? undefined : (ids.get(one.path) ?? one.path),
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
  const path = (one: Path): Path => ({
    ...one,
    id: idOf(one),
    from: name(one.from),
    to: name(one.to),
    elements: one.elements.map((element) => ({
      ...element,
      name: name(element.name),
      lane: name(element.lane),
    })),
    hops: one.hops.map(hop),
  });
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
