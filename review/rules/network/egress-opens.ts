import { serviceFits } from "../../network/admission";
import { every } from "../../network/answer";
import type { Rule } from "../rule";
import type { Connection } from "./connection";
import { egressAdmits } from "./egress-admits";
import { judgeSide, rulesOfSide, sidesOf, trafficOf } from "./group-admission";

/**
 * The source's half of SG-01 where there is no way yet. Where the way will lead is open, and so is to whom it has to be let out: it
 * is at fault only if it lets out nothing at all on the port, whatever the cure will be.
 */
export const egressOpens: Rule<Connection> = {
  id: egressAdmits.id,
  title: egressAdmits.title,
  ...(egressAdmits.awsCode === undefined ? {} : { awsCode: egressAdmits.awsCode }),
  check(connection, graph) {
    const { egress } = sidesOf(connection);
    const { rules, complete } = rulesOfSide(graph, egress);
    if (egress.owner.groups.length === 0 || complete !== true) return undefined;
    const traffic = trafficOf(connection, connection.to);
    const opens = rules.some((rule) => {
      const { protocol, port } = serviceFits(rule, traffic);
      return every([protocol, port]) !== false;
    });
    return opens ? undefined : judgeSide(graph, connection, egress);
  },
};
