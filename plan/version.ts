/** Major, minor and patch number. */
export type Version = readonly [major: number, minor: number, patch: number];

/** @returns undefined if the text is not a release's version: a pre-release is never chosen unasked */
export function parseVersion(text: string): Version | undefined {
  const match = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?$/.exec(text.trim());
  return match ? [Number(match[1]), Number(match[2] ?? 0), Number(match[3] ?? 0)] : undefined;
}

/** Below, at or above zero as the first is older than, the same as or newer than the second. */
export function compareVersions(first: Version, second: Version): number {
  return first[0] - second[0] || first[1] - second[1] || first[2] - second[2];
}

/**
 * Whether a version is in a range as Terraform writes ranges: https://developer.hashicorp.com/terraform/language/expressions/version-constraints
 * The npm package semver reads `~> 5.0` otherwise (below 5.1, and not below 6), so it cannot be asked.
 *
 * @param constraint like `>= 5.100.0, < 6.0.0`; every version is in an empty one
 */
export function satisfiesConstraint(version: Version, constraint: string): boolean {
  return constraint
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .every((part) => satisfiesPart(version, part));
}

function satisfiesPart(version: Version, part: string): boolean {
  const [, operator = "=", text = ""] = /^(=|!=|>=|<=|>|<|~>)?\s*(.*)$/.exec(part) ?? [];
  const bound = parseVersion(text);
  if (!bound) return false;
  const order = compareVersions(version, bound);
  switch (operator) {
    case "!=":
      return order !== 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case "~>":
      return order >= 0 && version[0] === bound[0] && (text.split(".").length < 3 || version[1] === bound[1]);
    default:
      return order === 0;
  }
}
