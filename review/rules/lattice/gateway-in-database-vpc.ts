import { wholeOf } from "../../lattice/database";
import { isResource, nameOf } from "../../network/look-up";
import { peerOf } from "../../network/peer";
import { same } from "../../network/vpc";
import { broken, proven } from "../../verdict";
import type { Rule } from "../rule";
import type { GatewayToTarget } from "./way";

/** That two VPCs are connected is RT-01's to tell; a database by ARN has to be in the gateway's VPC itself. */
export const gatewayInDatabaseVpc: Rule<GatewayToTarget> = {
  id: "LAT-10",
  title: "The resource gateway is in the VPC of the database",
  check({ gateway, target }, graph) {
    const { destination, definition } = target;
    if (!isResource(gateway) || !destination) return undefined;
    const vpc = peerOf(graph, wholeOf(graph, destination))?.vpc;
    const own = peerOf(graph, gateway)?.vpc;
    if (vpc === undefined || own === undefined) return undefined;
    const together = same(vpc, own);
    if (together === true) return proven(`${gateway.address} and ${destination.address} are in one VPC`);
    // Elsewhere the gateway can reach over a peering, and RT-01 says whether it does.
    if (together !== false || definition?.kind !== "arn" || !isResource(vpc) || !isResource(own))
      return undefined;
    return broken({
      at: gateway,
      found: `${gateway.address} is in ${nameOf(own)}, ${destination.address} in ${nameOf(vpc)}`,
      needed: `a resource gateway in ${nameOf(vpc)}`,
      why: "A resource gateway is the way into the VPC in which the resource stands.",
      fix: `vpc_id = ${vpc.address}.id, with subnets and security groups of that VPC`,
    });
  },
};
