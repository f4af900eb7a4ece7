import type { Resource } from "../graph/resource";
import { Reference, Template, Unknown, type Value } from "../graph/value";
import { LOAD_BALANCERS } from "../load-balancer/types";
import { follow } from "../network/look-up";

/** What an integration's URI says: only its scheme and port decide where it leads, as a VPC link has its own target. */
export interface IntegrationUri {
  readonly scheme: "http" | "https" | Unknown;
  /** That of the scheme if none is written. */
  readonly port: number | Unknown;
  /** Whether the port is written, and not that of the scheme. */
  readonly hasPort: boolean;
  /** The load balancer whose name the host is, if it is one of the files given. */
  readonly host: Resource | undefined;
  /** Names in braces in its path, like `proxy` of `{proxy}`. */
  readonly placeholders: readonly string[];
  /** As reports show it, with `...` for what is not known. */
  readonly text: string;
}

/** @returns Unknown if it cannot be told, undefined if it is no absolute URI of HTTP */
export function readUri(value: Value | undefined): IntegrationUri | Unknown | undefined {
  const held = follow(value);
  if (held instanceof Unknown) return held;
  if (held === undefined || held === null) return undefined;
  if (held instanceof Reference)
    return new Unknown(`${held.resource.address}.${held.path.join(".")} is known only after an apply`);
  const holes: Value[] = [];
  const text = marked(held, holes);
  const [, scheme = "", authority = "", path = ""] = /^([^:/]*):\/\/([^/?#]*)(.*)$/s.exec(text) ?? [];
  const read = schemeOf(scheme, holes);
  if (read === undefined)
    return text.startsWith(HOLE) && !beginsWithName(text, holes)
      ? new Unknown("the beginning of the URI is not known")
      : undefined;
  const [, host = authority, written] = /^(.*):([^:]*)$/s.exec(authority) ?? [];
  return {
    scheme: read,
    port: written === undefined ? portWithout(read, host, holes) : portOf(written),
    hasPort: written !== undefined,
    host: hostOf(host, holes),
    placeholders: [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = ""]) => name),
    text: text.replace(MARK, (_, index: string) => inWords(holes[Number(index)])),
  };
}

const HOLE = "\u0000";
// biome-ignore lint/suspicious/noControlCharactersInRegex: no URI has the character that stands for a hole
const MARK = /\u0000(\d+)\u0000/g;

/** The text with a mark and a number in place of each hole. */
function marked(value: Value | undefined, holes: Value[]): string {
  const held = follow(value);
  if (typeof held === "string" || typeof held === "number") return String(held);
  if (held instanceof Template) return held.parts.map((part) => marked(part, holes)).join("");
  holes.push(value ?? null);
  return `${HOLE}${holes.length - 1}${HOLE}`;
}

function holeIn(text: string, holes: readonly Value[]): Value | undefined {
  const [, index] = /^\0(\d+)\0$/.exec(text) ?? [];
  return index === undefined ? undefined : holes[Number(index)];
}

/** A host name has no scheme in it, whatever it will be. */
function beginsWithName(text: string, holes: readonly Value[]): boolean {
  const [first = ""] = /^\0\d+\0/.exec(text) ?? [];
  const hole = holeIn(first, holes);
  return hole instanceof Reference && HOST_NAMES.test(String(hole.path.at(-1)));
}

const HOST_NAMES = /^(dns_name|name|fqdn|domain_name|private_ip|public_ip)$/;

function schemeOf(text: string, holes: readonly Value[]): IntegrationUri["scheme"] | undefined {
  const scheme = text.toLowerCase();
  if (scheme === "http" || scheme === "https") return scheme;
  return holeIn(text, holes) === undefined ? undefined : new Unknown("the scheme of the URI is not known");
}

function portOf(written: string): number | Unknown {
  return /^\d+$/.test(written) ? Number(written) : new Unknown("the port of the URI is not known");
}

/** Without a port, that of the scheme, unless what stands for the host may have one in it. */
function portWithout(
  scheme: IntegrationUri["scheme"],
  host: string,
  holes: readonly Value[],
): number | Unknown {
  const [, last] = /\0(\d+)\0$/.exec(host) ?? [];
  const hole = last === undefined ? undefined : holes[Number(last)];
  const isName = hole instanceof Reference && HOST_NAMES.test(String(hole.path.at(-1)));
  if (hole !== undefined && !isName)
    return new Unknown("the host of the URI, and whether a port is with it, is not known");
  return scheme instanceof Unknown ? scheme : scheme === "http" ? 80 : 443;
}

function hostOf(host: string, holes: readonly Value[]): Resource | undefined {
  const hole = holeIn(host, holes);
  return hole instanceof Reference && LOAD_BALANCERS.some((type) => type === hole.resource.type)
    ? hole.resource
    : undefined;
}

function inWords(hole: Value | undefined): string {
  return hole instanceof Reference ? `\${${hole.resource.address}.${hole.path.join(".")}}` : "...";
}
