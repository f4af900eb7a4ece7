import type { Finding } from "../result";
import { visible } from "./plain-text";

/** Where everything is that has no file of its own. */
export interface Place {
  /** What was read, in words, like `plan.json (Terraform 1.11.4, format 1.2)`. */
  readonly input: string | undefined;
}

/** The place of a finding or of a hop: a line of a file as far as that is known, and its Terraform address. */
export function locationOf(
  {
    file,
    line,
    address,
    constructPath,
  }: Partial<Pick<Finding, "file" | "line" | "address" | "constructPath">>,
  { input }: Place,
) {
  const names = [
    ...(address === undefined ? [] : [{ fullyQualifiedName: visible(address), kind: "resource" }]),
    ...(constructPath === undefined ? [] : [{ fullyQualifiedName: visible(constructPath), kind: "object" }]),
  ];
  return {
    physicalLocation: {
      artifactLocation: artifact(file ?? nameOf(input)),
      // GitHub wants a region; line 1 of a file of which no line is known.
      region: { startLine: file !== undefined && line !== undefined && line >= 1 ? Math.floor(line) : 1 },
    },
    ...(names.length > 0 && { logicalLocations: names }),
  };
}

function nameOf(input: string | undefined): string {
  return input === undefined || input === "" ? "plan.json" : input.replace(/ \([^()]*\)$/, "");
}

/** A path as a URI reference: relative to the root of the sources, unless it begins at the root of the file system. */
function artifact(file: string) {
  const slashed = visible(file.replaceAll("\\", "/")).replace(/^(\.\/+)+/, "");
  const drive = /^[A-Za-z]:\//.test(slashed);
  const segments = (drive ? `/${slashed}` : slashed).split("/").map(encodeURIComponent);
  // An empty first segment with another behind it would name a host.
  const uri = segments.join("/").replace(/^\/+/, "/") || "plan.json";
  return uri.startsWith("/") ? { uri: `file://${uri}` } : { uri, uriBaseId: "%SRCROOT%" };
}
