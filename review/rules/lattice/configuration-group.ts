import { MAXIMUM_GROUP_CHILDREN } from "../../../aws/lattice";
import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import {
  CONFIGURATION,
  childrenOf,
  exists,
  GATEWAY,
  groupOf,
  isSet,
  typeOf,
} from "../../lattice/resource-configuration";
import { flagOf } from "../../network/flags";
import { isManaged } from "../../network/look-up";
import { broken, type Judgement, warning } from "../../verdict";
import type { ResourceRule } from "../rule";

const FLAG = "allow_association_to_shareable_service_network";

/** https://docs.aws.amazon.com/vpc-lattice/latest/ug/resource-configuration.html */
export const configurationGroup: ResourceRule = {
  id: "LAT-17",
  title: "Groups of resource configurations and their children fit together",
  types: [CONFIGURATION],
  check(configuration, graph) {
    const type = typeOf(configuration);
    if (type instanceof Unknown) return undefined;
    if (type === "GROUP") return ofGroup(configuration, graph);
    return isSet(configuration, "resource_configuration_group_id")
      ? ofMember(configuration, type, graph)
      : ofLone(configuration, type);
  },
};

function ofGroup(group: Resource, graph: Graph): readonly Judgement[] {
  const children = childrenOf(graph, group);
  const judgements: Judgement[] = [...ofLone(group, "GROUP")];
  if (isSet(group, "custom_domain_name")) {
    judgements.push(
      broken({
        at: group,
        found: `${group.address} is of type GROUP, and has a custom_domain_name`,
        needed: "custom_domain_name at the children",
        why: "AWS answers: Unexpected attribute customDomainName for type GROUP.",
        fix: "Move custom_domain_name to the children.",
      }),
    );
  }
  if (children.length > MAXIMUM_GROUP_CHILDREN) {
    judgements.push(
      broken({
        at: group,
        found: `${group.address} has ${children.length} children`,
        needed: `at most ${MAXIMUM_GROUP_CHILDREN}`,
        why: "That many is the quota of a group.",
        fix: "Divide the children among several groups.",
      }),
    );
  }
  return judgements;
}

function ofMember(child: Resource, type: string, graph: Graph): readonly Judgement[] {
  const group = groupOf(graph, child);
  const judgements: Judgement[] = [];
  if (type !== "CHILD") {
    const is = child.get("type") === undefined ? `is not set, and so ${type}` : `is ${type}`;
    judgements.push(
      broken({
        at: child,
        found: `type of ${child.address} ${is}, and it has a resource_configuration_group_id`,
        needed: 'type = "CHILD"',
        why: "Only a CHILD is in a group.",
        fix: 'type = "CHILD"',
      }),
    );
  }
  if (isSet(child, "resource_gateway_identifier")) {
    judgements.push(
      broken({
        at: child,
        found: `${child.address} has both a group and a resource_gateway_identifier`,
        needed: "the group alone",
        why: "A child has the gateway of its group; the provider refuses both as soon as it knows them, which is at the apply.",
        fix: "Take out resource_gateway_identifier.",
      }),
    );
  }
  if (flagOf(child, FLAG) !== undefined && !exists(child)) {
    judgements.push(
      warning({
        at: child,
        found: `${child.address} is of type CHILD, and has ${FLAG}`,
        needed: `${FLAG} at the GROUP`,
        why: "What a child may be associated with is decided at its group.",
        fix: `Take out ${FLAG}.`,
      }),
    );
  }
  const typeOfGroup = isManaged(group) ? typeOf(group) : "GROUP";
  if (isManaged(group) && typeof typeOfGroup === "string" && typeOfGroup !== "GROUP") {
    judgements.push(
      broken({
        at: child,
        found: `resource_configuration_group_id of ${child.address} is ${group.address}, which is of type ${typeOfGroup}`,
        needed: "a resource configuration of type GROUP",
        why: "Only a GROUP has children.",
        fix: `In ${group.address}: type = "GROUP"`,
      }),
    );
  }
  return judgements;
}

function ofLone(configuration: Resource, type: string): readonly Judgement[] {
  if (type === "CHILD") {
    return [
      broken({
        at: configuration,
        found: `${configuration.address} is of type CHILD, and has no resource_configuration_group_id`,
        needed: "the id of a resource configuration of type GROUP",
        why: "A child is reached through its group only.",
        fix: `resource_configuration_group_id = ${CONFIGURATION}.<group>.id`,
      }),
    ];
  }
  if (isSet(configuration, "resource_gateway_identifier")) return [];
  return [
    broken({
      at: configuration,
      found: `${configuration.address} has neither a resource_gateway_identifier nor a group`,
      needed: "the id of a resource gateway in the VPC of the resource",
      why: "Connections come into the VPC of the resource through a resource gateway only.",
      fix: `resource_gateway_identifier = ${GATEWAY}.<name>.id`,
    }),
  ];
}
