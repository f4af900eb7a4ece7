import type { Target } from "../../lattice/target";
import { proven } from "../../verdict";
import type { Rule } from "../rule";

const BY = { arn: "its ARN", dns: "its host name", ip: "its address" } as const;

/** What is wrong with a definition is said by the rules about resource configurations; this one shows what a right one names. */
export const definitionNamesTarget: Rule<Target> = {
  id: "LAT-05",
  title: "The resource configuration names the database",
  check({ configuration, definition, name }) {
    if (!definition) return undefined;
    return proven(`${configuration.address} names ${name} by ${BY[definition.kind]}`);
  },
};
