import type { Rule } from "../rule";
import type { Connection } from "./connection";
import { judgeSide, sidesOf } from "./group-admission";

/** The destination's half of SG-01; the other is `egressAdmits`. */
export const ingressAdmits: Rule<Connection> = {
  id: "SG-01",
  title: "The security groups of both ends let the connection through",
  awsCode: "ENI_SG_RULES_MISMATCH",
  check: (connection, graph) => judgeSide(graph, connection, sidesOf(connection).ingress),
};
