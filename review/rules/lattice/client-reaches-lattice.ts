import { Unknown } from "../../graph/value";
import { admitsToLattice, latticeListName } from "../../lattice/managed-prefix-list";
import { isResource } from "../../network/look-up";
import { containsPort, serviceInWords } from "../../network/ports";
import type { GroupRule } from "../../network/security-group-rule";
import { block } from "../../network/terraform-lines";
import { broken, proven, unknown } from "../../verdict";
import type { Connection } from "../network/connection";
import { atFault, rulesOfSide, sidesOf } from "../network/group-admission";
import type { Rule } from "../rule";

/** The client's half of the way into a service network that its VPC is associated with. */
export const clientReachesLattice: Rule<Connection> = {
  id: "LAT-01",
  title: "The client's security groups let it out to VPC Lattice",
  awsCode: "ENI_SG_RULES_MISMATCH",
  check(connection, graph) {
    const side = sidesOf(connection).egress;
    const { owner } = side;
    if (owner.groups.length === 0 && owner.groupsKnown) return undefined;
    const { admitted, by } = admitsToLattice(graph, rulesOfSide(graph, side), connection.port);
    const service = serviceInWords(connection.protocol, connection.port ?? new Unknown("not given"));
    if (admitted === true)
      return proven(`${by.map(({ label }) => label).join(" and ")} lets out ${service} to VPC Lattice`);
    const group = atFault(owner);
    const region = owner.resource && graph.regionOf(owner.resource);
    const words = {
      at: group,
      needed: `an egress rule for ${service} to the prefix list ${latticeListName(region)}`,
      fix: `data "aws_ec2_managed_prefix_list" "lattice" {\n  name = "${latticeListName(region)}"\n}\n\n${block(
        'resource "aws_vpc_security_group_egress_rule" "lattice"',
        {
          security_group_id: isResource(group) ? `${group.address}.id` : "...",
          prefix_list_id: "data.aws_ec2_managed_prefix_list.lattice.id",
          ip_protocol: '"tcp"',
          from_port: String(typeof connection.port === "number" ? connection.port : "..."),
          to_port: String(typeof connection.port === "number" ? connection.port : "..."),
        },
      )}`,
      why: "In an associated VPC the resources of a service network have addresses of VPC Lattice, outside of the VPC's own blocks; a rule to a security group does not reach them.",
    };
    const name = owner.label;
    if (admitted instanceof Unknown) {
      return unknown({
        ...words,
        found: `whether ${name} lets out ${service} to VPC Lattice cannot be told: ${admitted.reason}`,
      });
    }
    const toGroup = rulesOfSide(graph, side).rules.find((rule) => namesGroupOf(connection, rule));
    if (toGroup) {
      // Published walkthroughs have such a rule, and AWS's page of security groups says nothing of it:
      // https://docs.aws.amazon.com/vpc-lattice/latest/ug/security-groups.html
      const found = `${toGroup.label} lets out ${service} to a group of the association, and AWS does not say whether that matches`;
      return unknown({ ...words, found });
    }
    return broken({ ...words, found: `no egress rule of ${name} lets out ${service} to VPC Lattice` });
  },
};

/** Whether a rule lets the port out to a group of the association itself. */
function namesGroupOf({ to, port }: Connection, { other, ports }: GroupRule): boolean {
  if (other.kind !== "group" || !to.groups.includes(other.group)) return false;
  return (
    typeof port !== "number" || ports === undefined || ports instanceof Unknown || containsPort(ports, port)
  );
}
