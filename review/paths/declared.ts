import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { unknown } from "../verdict";
import type { PathDraft } from "./draft";
import type { PathFamily } from "./family";
import { type PathRequest, PathRequestError } from "./path-request";

/**
 * The ways from one end of a request to the other.
 *
 * @throws PathRequestError if an end is not in the files given
 */
export function declaredPaths(
  graph: Graph,
  request: PathRequest,
  families: readonly PathFamily[],
): readonly PathDraft[] {
  const from = resourceAt(graph, request.from);
  const to = isService(request.to) ? undefined : resourceAt(graph, request.to);
  for (const family of families) {
    const view = graph.seenFrom(from.stack);
    const drafts = to
      ? family.between(view, from, to, request.port)
      : (family.toService?.(view, from, serviceOf(request.to)) ?? []);
    const onPort = drafts.filter(
      ({ port }) => request.port === undefined || port === undefined || port === request.port,
    );
    if (onPort.length > 0) return onPort;
  }
  return [nowhere(from, to, request)];
}

/** An address has a type with an underscore and a name behind a dot; the suffix of a service has neither. */
function isService(to: string): boolean {
  return /^[a-z0-9-]+(\.(api|dkr|runtime|data))?$/.test(to) || /^(com|cn\.com|eu)\.amazonaws\./.test(to);
}

function serviceOf(to: string): string {
  return to.replace(/^(?:cn\.)?(?:com|eu)\.amazonaws\.[a-z0-9-]+\./, "");
}

function resourceAt(graph: Graph, address: string): Resource {
  const same = graph.resources.filter((resource) => resource.address === address);
  if (same.length > 1) {
    const allowed = same.map(({ stack }) => `${stack}/${address}`).join(", ");
    throw new PathRequestError(`${address} is in several stacks. Allowed: ${allowed}.`);
  }
  const found = graph.at(address);
  if (found) return found;
  const instances = graph.resources.filter((resource) => resource.address.startsWith(`${address}[`));
  const [only] = instances;
  if (only && instances.length === 1) return only;
  const near = instances.length > 0 ? instances : alike(graph, address);
  const hint =
    near.length > 0
      ? ` Like it: ${near
          .slice(0, 5)
          .map((resource) => resource.address)
          .join(", ")}.`
      : "";
  throw new PathRequestError(`${address} is not in what was given.${hint}`);
}

/** Resources of the same type, or whose name has a part of the one that was asked for. */
function alike(graph: Graph, address: string): readonly Resource[] {
  const words = address.split(/[^A-Za-z0-9]+/).filter((word) => word.length > 2);
  const score = (resource: Resource) => words.filter((word) => resource.address.includes(word)).length;
  return graph.resources
    .map((resource) => ({ resource, hits: score(resource) }))
    .filter(({ hits }) => hits > 0)
    .sort((a, b) => b.hits - a.hits)
    .map(({ resource }) => resource);
}

/** Said of a path that was asked for, where no kind of path is known that could be it. */
export const UNKNOWN_KIND = {
  id: "PATH-01",
  title: "A kind of path that is known leads there",
  awsCode: "NO_PATH",
};

function nowhere(from: Resource, to: Resource | undefined, request: PathRequest): PathDraft {
  const destination = to?.address ?? request.to;
  const answer = unknown({
    at: from,
    found: `no kind of path that this review knows leads from ${from.address} to ${destination}`,
    needed: "a path inside one VPC, over VPC Lattice, over a load balancer, or to an AWS service",
    why: "What is not modelled can be neither proven nor refuted.",
    fix: "Declare the two ends that carry the traffic, like the security group of the client and the database.",
  });
  return {
    from: from.address,
    to: destination,
    port: request.port,
    elements: [
      { name: from.address, resource: from, kind: "source", lane: "" },
      { name: destination, ...(to ? { resource: to } : {}), kind: "destination", lane: "" },
    ],
    gates: [
      {
        title: "source -> destination",
        between: [0, 1],
        checks: [{ rule: UNKNOWN_KIND, run: () => [answer] }],
      },
    ],
  };
}
