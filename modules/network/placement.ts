import { Fn, type IResolvable, Op, Token } from "cdktf";
import { countBetween, type Inspection, type Requirement, unless } from "../refusal";
import { operandOf } from "../tokens";
import type { INetwork, SubnetGroup } from "./network";

const twoZones = (fix: string) =>
  countBetween([2, 200], { allowed: "subnets in at least two Availability Zones", fix });
const always = twoZones("add a subnet in another zone");
const byDefault = twoZones(
  "add a subnet in another zone, or set allowSingleZone to accept that the loss of the zone cuts the path",
);

const atLeastOneSubnet = countBetween([1, 200], {
  allowed: "at least one subnet",
  fix: "name the subnets",
});

const eachOnce: Requirement<readonly string[]> = {
  allowed: "each subnet once",
  fix: "remove the second one",
  isMet: (ids) => new Set(ids).size === ids.length,
  condition: (ids) => Op.eq(Fn.lengthOf(Fn.distinct([...ids])), Fn.lengthOf(ids)),
};

/** Of zones that only Terraform knows, which it does not name in its message. */
const eachZoneOnce: Requirement<string[]> = {
  allowed: "one subnet in each Availability Zone",
  fix: "keep one of the subnets of a zone",
  isMet: () => true,
  condition: (zones) => Op.eq(Fn.lengthOf(Fn.distinct(zones)), Fn.lengthOf(zones)),
};

/**
 * Tells what is wrong with where the network interfaces of something regional are put: one subnet in each of at least two zones.
 *
 * @param option whether one zone is accepted, whose loss then cuts the path; left out where that cannot be chosen
 */
export function inspectZones(
  inspection: Inspection,
  input: string,
  subnets: SubnetGroup,
  option?: { readonly allowSingleZone?: boolean | IResolvable },
): void {
  const accepted = option?.allowSingleZone;
  const zonesNeeded = option ? unless(accepted, byDefault) : always;
  if (accepted === true || Token.isUnresolved(accepted)) {
    inspection.require(input, subnets.subnetIds, atLeastOneSubnet);
  }
  if (accepted !== true) inspection.require(input, subnets.subnetIds, zonesNeeded);
  inspection.require(input, subnets.subnetIds, eachOnce);
  if (subnets.lists.zones) inspection.require(input, subnets.lists.zones, eachZoneOnce);
  const zones = subnets.knownZones;
  for (const zone of new Set(zones)) {
    inspection.refuseUnless(zones.indexOf(zone) === zones.lastIndexOf(zone), {
      input,
      told: `more than one in ${zone}`,
      allowed: "one subnet in each Availability Zone",
      fix: `keep one of the subnets in ${zone}`,
    });
  }
}

/**
 * Private DNS resolves only in a VPC with both attributes: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-dns.html
 *
 * @param wanted whether there is to be private DNS, if only Terraform knows
 */
export function inspectDns(
  inspection: Inspection,
  network: INetwork,
  wanted: boolean | IResolvable = true,
): void {
  const on = unless(Token.isUnresolved(wanted) ? Op.not(operandOf(wanted)) : false, {
    allowed: "true, or else private DNS resolves nothing",
    fix: "turn it on in the VPC, or make the endpoint without private DNS and connect to the name that AWS makes",
    isMet: (value: unknown) => value === true,
    condition: (value: unknown) => value as boolean,
  });
  inspection.require("network.dnsSupport", network.dnsSupport, on);
  inspection.require("network.dnsHostnames", network.dnsHostnames, on);
}
