import type { Graph } from "../graph/graph";
import { Unknown } from "../graph/value";
import { type Answer, every } from "../network/answer";
import { isResource, type Named, nameOf } from "../network/look-up";
import { type WayOut, wayOut } from "../network/ways-out";
import type { ServiceCaller } from "./caller";

/** How one subnet of a caller reaches the internet. */
export interface SubnetWay {
  readonly subnet: Named;
  readonly reaches: Answer;
  readonly way: WayOut | Unknown;
  /** In words, what shows it. */
  readonly evidence: string;
}

/** How a caller reaches the public names of AWS, over IPv4: from each of its subnets by its own routes. */
export function internetWays(graph: Graph, { peer, publicAddress }: ServiceCaller): readonly SubnetWay[] {
  return peer.subnets.map((subnet) => {
    const way = wayOut(graph, subnet);
    const { reaches, evidence } = judged(subnet, way, publicAddress);
    const doubt = reaches === false ? overIpv6(graph, subnet) : undefined;
    return doubt
      ? { subnet, way, reaches: doubt, evidence: doubt.reason }
      : { subnet, way, reaches, evidence };
  });
}

/** Whether all subnets reach it; Unknown if there are none that are known. */
export function reachesInternet(ways: readonly SubnetWay[]): Answer {
  if (ways.length === 0) return new Unknown("in which subnets it stands is not known");
  return every(ways.map(({ reaches }) => reaches));
}

function judged(
  subnet: Named,
  way: WayOut | Unknown,
  publicAddress: Answer,
): { readonly reaches: Answer; readonly evidence: string } {
  const name = nameOf(subnet);
  if (way instanceof Unknown) {
    return { reaches: way, evidence: `whether ${name} reaches the internet is not known: ${way.reason}` };
  }
  switch (way.kind) {
    case "NAT gateway":
      return {
        reaches: true,
        evidence: `${name} reaches the internet through ${nameOf(way.route.target.named)} (${way.route.label})`,
      };
    case "internet gateway":
      if (publicAddress === true) {
        return {
          reaches: true,
          evidence: `${name} reaches the internet through ${nameOf(way.route.target.named)} (${way.route.label})`,
        };
      }
      return {
        reaches: publicAddress,
        evidence:
          publicAddress === false
            ? `${name} has a default route to ${nameOf(way.route.target.named)}, which is of no use without a public address`
            : `${name} has a default route to ${nameOf(way.route.target.named)}, and whether the caller has a public address is not known`,
      };
    case "none":
      return { reaches: false, evidence: way.evidence };
    default: {
      const reason = `${way.route.label} leads ${name} on through ${nameOf(way.route.target.named)}, and what is behind it is not looked at`;
      return { reaches: new Unknown(reason), evidence: reason };
    }
  }
}

/** Some of AWS's names have IPv6 addresses too, and not all clients ask for those. */
function overIpv6(graph: Graph, subnet: Named): Unknown | undefined {
  if (!isResource(subnet)) return undefined;
  if (subnet.get("ipv6_cidr_block") === undefined && subnet.get("ipv6_native") === undefined)
    return undefined;
  const way = wayOut(graph, subnet, 6);
  if ("kind" in way && way.kind === "none") return undefined;
  return new Unknown(
    `${subnet.address} reaches the internet over IPv6 only, which not all of AWS's names have`,
  );
}
