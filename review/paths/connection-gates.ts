import { endpointAnswers } from "../rules/endpoints/endpoint-has-subnets";
import type { Connection } from "../rules/network/connection";
import { egressAdmits } from "../rules/network/egress-admits";
import { groupReferenceUsable } from "../rules/network/group-reference-usable";
import { ingressAdmits } from "../rules/network/ingress-admits";
import { networkAclsAdmit } from "../rules/network/network-acls-admit";
import { routeBetween } from "../rules/network/route-between";
import { checks, type Gate } from "./draft";

/**
 * The gates that every connection passes: the security groups of both ends, and what the network between them lets through.
 *
 * @param title like `client -> endpoint`
 * @param between indices of the elements of the path
 */
export function connectionGates(
  title: string,
  connection: Connection,
  between: readonly [number, number],
): readonly Gate[] {
  return [
    {
      title: `${title}: security groups`,
      between,
      checks: checks(connection, egressAdmits, ingressAdmits, groupReferenceUsable),
    },
    {
      title: `${title}: network ACLs and routes`,
      between,
      checks: checks(connection, endpointAnswers, networkAclsAdmit, routeBetween),
    },
  ];
}
