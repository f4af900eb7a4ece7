import { toldOf } from "../../data-services/told-databases";
import type { Found, Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import { ownNamesOf } from "../../lattice/endpoint-names";
import { isSet } from "../../lattice/resource-configuration";
import { flagOf } from "../../network/flags";
import { isResource } from "../../network/look-up";
import { peerOf } from "../../network/peer";
import { same, vpcOf } from "../../network/vpc";
import { broken, type Judgement, proven, unknown, warning } from "../../verdict";
import type { Rule } from "../rule";
import type { EndpointToTarget } from "./way";

const FIX =
  "private_dns_enabled = true\nAWS cannot change it later: the endpoint has to be replaced, with lifecycle { replace_triggered_by } or terraform apply -replace.";
const WHY =
  "Unless private DNS is on, the name of the database resolves to its address in its own VPC, where clients cannot connect to; and AWS's name for the endpoint is not in the database's certificate, so that clients that check it refuse the connection.";

/** https://docs.aws.amazon.com/vpc/latest/privatelink/use-resource-endpoint.html */
export const databaseNameResolves: Rule<EndpointToTarget> = {
  id: "LAT-09",
  title: "The name of the database leads to the endpoint",
  check(subject, graph) {
    const flag = flagOf(subject.endpoint, "private_dns_enabled");
    if (subject.target?.definition?.kind === "arn") return ofArn(subject, flag, graph);
    if (subject.target) return flag === true ? ofName(subject) : undefined;
    // Of a configuration in another account it is not known how it names the database. Whoever has the endpoint's name uses that.
    const ownName = flag !== true && ownNamesOf(graph, subject.endpoint).used !== undefined;
    return ownName ? undefined : ofArn(subject, flag, graph);
  },
};

function ofArn(
  { endpoint, type, target }: EndpointToTarget,
  flag: boolean | Unknown | undefined,
  graph: Graph,
): Judgement {
  if (flag === true)
    return proven(
      `private DNS of ${endpoint.address} leads the name of ${target?.name ?? "the database"} to it`,
    );
  const needed = `private_dns_enabled = true at ${endpoint.address}`;
  const words = { at: endpoint, needed, why: WHY, fix: FIX };
  if (flag instanceof Unknown) return unknown({ ...words, found: flag.reason });
  const is = flag === undefined ? "is not set, and so false" : "is false";
  const found = `private_dns_enabled of ${endpoint.address} ${is}`;
  const { read, used } = ownNamesOf(graph, endpoint);
  if (used)
    return warning({ ...words, found: `${found}; ${used.address} has a name or address of the endpoint` });
  const client = clientByName(graph, endpoint, target?.destination);
  if (client)
    return broken({ ...words, found: `${found}; ${client.address} is told the database's own name` });
  if (read)
    return unknown({
      ...words,
      found: `${found}; which names of the endpoint clients get from ${read.address} is not known`,
    });
  // How the flags of a service network's endpoint and of its members work together is not settled in AWS's pages.
  if (type === "ServiceNetwork")
    return unknown({
      ...words,
      found: `${found}; whether the service network's own private names reach this VPC is not known`,
    });
  return broken({ ...words, found: `${found}, and nothing here uses the endpoint's own name` });
}

/** A resource that is named by a host name or an address has a private name only if it is given one. */
function ofName({ endpoint, target }: EndpointToTarget): Judgement | undefined {
  const configuration = target?.configuration;
  if (!configuration) return undefined;
  if (isSet(configuration, "custom_domain_name"))
    return proven(`private DNS of ${endpoint.address} is on, and ${configuration.address} has a domain name`);
  return warning({
    at: endpoint,
    found: `private_dns_enabled of ${endpoint.address} is true, and ${configuration.address} has no custom_domain_name`,
    needed: "a custom domain name, or clients that use the endpoint's own name",
    why: "AWS makes private names for databases by ARN and for custom domain names; for a resource by host name or address alone it makes none.",
    fix: `Read the name from data "aws_vpc_endpoint_associations", or give ${configuration.address} a custom_domain_name (provider 6.22 or later).`,
  });
}

/** A workload in the VPC of the endpoint that is given the database's own name to connect to, and so needs it to lead here. */
function clientByName(graph: Graph, endpoint: Resource, database: Found): Resource | undefined {
  if (!isResource(database)) return undefined;
  const vpc = vpcOf(graph, endpoint);
  return toldOf(graph, database)
    .filter(({ doubt }) => doubt === undefined)
    .map(({ workload }) => workload.resource)
    .find((resource) => same(peerOf(graph, resource)?.vpc, vpc) === true);
}
