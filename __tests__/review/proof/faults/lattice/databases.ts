import { type Arguments, written } from "../../configuration";
import { changed, type Operator, set } from "../operator";
import { CONFIGURATION } from "./types";

/** What a database at the end can get wrong. */
export const DATABASE_FAULTS: readonly Operator[] = [
  {
    name: "database on another port",
    rules: ["SG-01"],
    mutants: (stack) =>
      written(stack, "aws_db_instance", "aws_rds_cluster").flatMap((one) =>
        [1433, 5433].map((port) =>
          changed(one.address, `on port ${port}`, set("port", port), [
            one.address,
            ...written(
              stack,
              "aws_security_group",
              "aws_vpc_security_group_ingress_rule",
              "aws_vpc_security_group_egress_rule",
            ).map(({ address }) => address),
          ]),
        ),
      ),
  },
  {
    name: "database on the engine's own port",
    rules: ["SG-01"],
    mutants: (stack) =>
      written(stack, "aws_db_instance").flatMap((one) => [
        changed(
          one.address,
          "of an engine with another port, none given",
          (values) => {
            values.engine = values.engine === "postgres" ? "mysql" : "postgres";
            delete values.port;
          },
          written(stack, "aws_security_group").map(({ address }) => address),
        ),
      ]),
  },
  {
    name: "connections idle longer than VPC Lattice keeps them",
    rules: ["LAT-33"],
    says: "warning",
    mutants: (stack) =>
      written(stack, "aws_db_parameter_group", "aws_rds_cluster_parameter_group").flatMap(
        ({ address, arguments: { parameter } }) =>
          (parameter as Arguments[]).flatMap(({ name }, number) =>
            name === "tcp_keepalives_idle"
              ? [
                  changed(
                    address,
                    "tcp_keepalives_idle 7200",
                    (values) => {
                      values.parameter[number].value = "7200";
                    },
                    [
                      address,
                      ...written(stack, CONFIGURATION, "aws_db_instance", "aws_rds_cluster").map(
                        (one) => one.address,
                      ),
                    ],
                  ),
                ]
              : [],
          ),
      ),
  },
];
