import type { Finding, Hop, Path, ReviewResult } from "../result";
import { visibleJson } from "./plain-text";

/**
 * For programs: the shape that `docs/review.schema.json` describes. What a program may rely on is there in every case, null where
 * it is not known.
 */
export function jsonReport({ inputs, summary, paths, findings, suppressed, notices }: ReviewResult): string {
  const report = {
    version: 1,
    summary: { proven: summary.proven, broken: summary.broken, unknown: summary.unknown },
    paths: paths.map(pathJson),
    findings: findings.map(findingJson),
    suppressed: suppressed.map(({ finding, reason, until }) => ({
      finding: findingJson(finding),
      reason,
      until: until ?? null,
    })),
    notices,
    inputs,
  };
  return `${visibleJson(report)}\n`;
}

function pathJson({ id, from, to, port, verdict, origin, stack, elements, hops }: Path) {
  return {
    id,
    from,
    to,
    port: port ?? null,
    verdict,
    origin,
    stack: stack ?? null,
    elements: elements.map(({ name, kind, lane }) => ({ name, kind, lane })),
    hops: hops.map(hopJson),
  };
}

function hopJson({ title, verdict, between, evidence, findings }: Hop) {
  return {
    title,
    verdict,
    between,
    evidence: evidence.map(({ rule, text }) => ({ rule, text })),
    findings: findings.map(findingJson),
  };
}

function findingJson(finding: Finding) {
  return {
    rule: finding.rule,
    title: finding.title,
    verdict: finding.verdict,
    severity: finding.severity,
    address: finding.address ?? null,
    path: finding.path ?? null,
    hop: finding.hop ?? null,
    found: finding.found,
    needed: finding.needed,
    why: finding.why,
    fix: finding.fix,
    awsCode: finding.awsCode ?? null,
    constructPath: finding.constructPath ?? null,
    file: finding.file ?? null,
    line: finding.line ?? null,
  };
}
