import { endpointInTerraform } from "../../endpoints/endpoint-in-terraform";
import { lacksPublicAddress } from "../../endpoints/public-address";
import type { ServiceCall } from "../../endpoints/service-call";
import type { Graph } from "../../graph/graph";
import { Unknown } from "../../graph/value";
import { isResource, nameOf } from "../../network/look-up";
import { broken, type Judgement, proven, unknown } from "../../verdict";
import type { Rule } from "../rule";

/** An endpoint in the caller's VPC, or a way over the internet for each of its subnets. */
export const wayToService: Rule<ServiceCall> = {
  id: "EP-01",
  title: "There is a way to the AWS service",
  awsCode: "NO_PATH",
  check,
};

function check(call: ServiceCall, graph: Graph): Judgement {
  const { way, ways, name, caller } = call;
  const evidence = [...new Set(ways.internet.map((subnet) => subnet.evidence))].join("; ");
  switch (way.kind) {
    case "interface":
    case "gateway": {
      const { wantsGateway } = call.need;
      const leads = `${way.endpoint.resource.address} in ${vpcName(call)} leads to ${name}`;
      const alone = way.kind === "interface" && ways.gateways.length === 0;
      if (wantsGateway !== undefined && alone) {
        return unknown({
          ...words(call, graph),
          at: way.endpoint.resource,
          found: `${leads} by an interface endpoint alone`,
          why: wantsGateway,
        });
      }
      return proven(leads);
    }
    case "internet":
      if (ways.reachesInternet === true) return proven(evidence);
      return unknown({
        ...words(call, graph),
        found: evidence || `in which subnets ${caller.peer.label} stands is not known`,
      });
    case "none":
      return none(call, graph, evidence);
  }
}

function none(call: ServiceCall, graph: Graph, evidence: string): Judgement {
  const { ways, need, name } = call;
  const found = `${vpcName(call)} has no endpoint for ${name}${ofOtherRegion(call)}, and ${evidence || "no way to the internet"}`;
  const doubt = ways.others ?? (ways.reachesInternet instanceof Unknown ? ways.reachesInternet : undefined);
  if (doubt) {
    return unknown({
      ...words(call, graph),
      found: `no endpoint for ${name} is in the files given: ${doubt.reason}`,
    });
  }
  if (need.dispensable !== undefined) return unknown({ ...words(call, graph), found, why: need.dispensable });
  return broken({ ...words(call, graph), ...lacksPublicAddress(call.caller, ways.internet), found });
}

function words(call: ServiceCall, graph: Graph) {
  const { need, name, caller, service } = call;
  const kind =
    service.kinds[0] === "Gateway" ? "a gateway endpoint" : "an interface endpoint with private DNS";
  const foreign = isForeign(call);
  return {
    at: need.at,
    needed: foreign
      ? `a way to the internet for every subnet of ${caller.peer.label}, or an endpoint with service_region = "${need.region}" if ${service.suffix} has endpoints across Regions`
      : `${kind} for ${name}, or a way to the internet for every subnet of ${caller.peer.label}`,
    why: `Public names of AWS resolve to public addresses: without a way to them ${caller.peer.label} cannot ${need.purpose}.`,
    fix: foreign
      ? `Use what is in ${caller.region ?? "the Region of the VPC"}, or give the subnets a NAT gateway.`
      : endpointInTerraform(graph, call),
  };
}

function isForeign({ need, caller }: ServiceCall): boolean {
  return need.region !== undefined && caller.region !== undefined && need.region !== caller.region;
}

function ofOtherRegion(call: ServiceCall): string {
  return isForeign(call) ? `, which is another Region than its own, ${call.caller.region}` : "";
}

function vpcName({ caller }: ServiceCall): string {
  const { vpc } = caller.peer;
  if (isResource(vpc)) return vpc.address;
  return vpc === undefined || vpc instanceof Unknown ? "the VPC" : nameOf(vpc);
}
