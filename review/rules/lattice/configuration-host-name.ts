import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { isObject, Reference, Template, Unknown, type Value } from "../../graph/value";
import { CONFIGURATION, definitionsOf, gatewayOf, isSet } from "../../lattice/resource-configuration";
import { readAddress } from "../../network/addresses";
import { follow, isResource, lookUp } from "../../network/look-up";
import { nestedBlocks } from "../../network/nested-blocks";
import { broken, type Judgement, unknown } from "../../verdict";
import type { ResourceRule } from "../rule";

/** Attributes that hold host name and port: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_instance */
const WITH_PORT: Readonly<Record<string, string>> = {
  "aws_db_instance.endpoint": "address",
  "aws_redshift_cluster.endpoint": "dns_name",
};

const HOST_NAME =
  /^(?=.{1,253}$)([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\.)+[A-Za-z][A-Za-z0-9-]*\.?$/;

export const configurationHostName: ResourceRule = {
  id: "LAT-14",
  title: "A resource by host name has a host name that the gateway can resolve",
  types: [CONFIGURATION],
  otherwise: "useless",
  check(configuration, graph) {
    return definitionsOf(configuration).flatMap((definition) => {
      if (!("kind" in definition) || definition.kind !== "dns") return [];
      const said =
        withPort(configuration, definition.value) ?? privateName(configuration, definition.value, graph);
      const text = follow(definition.value);
      if (said) return [said];
      if (text instanceof Template) return ofTemplate(configuration, text);
      return typeof text === "string" ? ofText(configuration, text) : [];
    });
  },
};

function withPort(configuration: Resource, value: Value | undefined): Judgement | undefined {
  // A plan of .tf files tells only what a value is made from, and not how.
  const isVague = value instanceof Unknown && configuration.change !== undefined;
  const reference = isVague && value.candidates.length === 1 ? value.candidates[0] : value;
  if (!(reference instanceof Reference)) return undefined;
  const { resource, path } = reference;
  const source = `${resource.address}.${path.join(".")}`;
  const attribute = WITH_PORT[`${resource.type}.${path.join(".")}`];
  if (attribute === undefined) return undefined;
  const words = {
    at: configuration,
    needed: `a host name without a port: ${resource.address}.${attribute}`,
    why: "A domain name has no port; the port is in port_ranges. AWS refuses the name, or cannot resolve it.",
    fix: `domain_name = ${resource.address}.${attribute}`,
  };
  const is = `domain_name of ${configuration.address} is`;
  return isVague
    ? unknown({
        ...words,
        found: `${is} made from ${source}, which is host:port, and the plan does not tell how`,
      })
    : broken({ ...words, found: `${is} ${source}, which is host:port` });
}

/** A name with holes is no host name if what is written of it is none. */
function ofTemplate(configuration: Resource, { parts }: Template): readonly Judgement[] {
  const texts = parts.filter((part) => typeof part === "string");
  if (!texts.some((text) => /[^A-Za-z0-9_.-]/.test(text))) return [];
  return [noHostName(configuration, texts.join("..."))];
}

function noHostName(configuration: Resource, text: string): Judgement {
  const [, host] = /^(?:[a-z+]+:\/\/)?([A-Za-z0-9_.-]+?)\.?(?::\d+)?(?:\/.*)?$/.exec(text) ?? [];
  return broken({
    at: configuration,
    found: `domain_name of ${configuration.address} is "${text}", which is no host name`,
    needed: "a host name, without scheme, port and path",
    why: "AWS refuses what is no host name, or cannot resolve it; the port is in port_ranges.",
    fix: `domain_name = "${host !== undefined && HOST_NAME.test(host) ? host : "<host name>"}"`,
  });
}

function ofText(configuration: Resource, text: string): readonly Judgement[] {
  if (!readAddress(text)) return HOST_NAME.test(text) ? [] : [noHostName(configuration, text)];
  return [
    broken({
      at: configuration,
      found: `domain_name of ${configuration.address} is "${text}", which is an IP address`,
      needed: "ip_resource for an address",
      why: "AWS refuses what is no host name.",
      fix: `ip_resource {\n  ip_address = "${text}"\n}`,
    }),
  ];
}

/** A gateway resolves names with public resolvers, unless it is made to use those of its VPC. */
function privateName(configuration: Resource, value: Value | undefined, graph: Graph): Judgement | undefined {
  if (!(value instanceof Reference) || value.resource.type !== "aws_route53_record") return undefined;
  const record = value.resource;
  const zone = lookUp(graph, record.get("zone_id"), "aws_route53_zone");
  const gateway = gatewayOf(graph, configuration);
  if (!isResource(zone) || zone.mode === "data" || !isResource(gateway)) return undefined;
  const isPrivate = nestedBlocks(zone.get("vpc")).some(isObject);
  if (!isPrivate || isSet(gateway, "resource_config_dns_resolution")) return undefined;
  return broken({
    at: gateway,
    found: `${configuration.address} names ${record.address}, which is in the private zone ${zone.address}, and ${gateway.address} resolves names with public resolvers`,
    needed: 'resource_config_dns_resolution = "IN_VPC"',
    why: "Public resolvers do not know the names of private zones.",
    fix: 'resource_config_dns_resolution = "IN_VPC" (provider 6.46 or later), or domain_name with the public name of the resource',
  });
}
