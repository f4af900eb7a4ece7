import { createHash } from "node:crypto";
import type { Finding } from "../result";

/**
 * Fingerprints by which a finding is recognized in the next review: by its path, hop, rule and address, not by its words or its
 * line. Where a rule says several things of the same, they are numbered. GitHub looks at `primaryLocationLineHash` only.
 */
export function fingerprint(): (finding: Finding) => Readonly<Record<string, string>> {
  const seen = new Map<string, number>();
  return ({ path, hop, rule, address }) => {
    const identity = JSON.stringify([path ?? null, hop ?? null, rule, address ?? null]);
    const number = (seen.get(identity) ?? 0) + 1;
    seen.set(identity, number);
    const hash = `${createHash("sha256").update(identity).digest("hex").slice(0, 32)}:${number}`;
    return { "privatePaths/v1": hash, primaryLocationLineHash: hash };
  };
}
