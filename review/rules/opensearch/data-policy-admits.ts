import { grantsOf } from "../../data-services/grants";
import type { Workload } from "../../data-services/workload";
import type { Graph } from "../../graph/graph";
import { External } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import { type Answer, allOf } from "../../iam/answer";
import { nameOf } from "../../iam/permission";
import { inWords } from "../../iam/value-words";
import { admits, isAbout, permitsIndexes } from "../../opensearch/data-access";
import {
  type Entry,
  managePolicies,
  nameOfCollection,
  policiesOfKind,
  valuesOf,
} from "../../opensearch/serverless-policy";
import { settle } from "../../read/expression/settle";
import { broken, type Judgement, proven, unknown } from "../../verdict";
import type { Rule } from "../rule";

/** An application and the collection that it uses. */
export interface CollectionUse {
  readonly workload: Workload;
  readonly collection: Resource;
}

/** https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-data-access.html */
export const dataPolicyAdmits: Rule<CollectionUse> = {
  id: "AOSS-04",
  title: "A data access policy admits the role",
  check,
};

const WHY =
  "OpenSearch Serverless asks the data access policies, beside IAM: a role that is no Principal there is answered 403, whatever its own policies allow.";

function check({ workload, collection }: CollectionUse, graph: Graph): Judgement | undefined {
  const { role, roleName, definition } = workload;
  if (role === undefined) return undefined;
  if (role instanceof Unknown) {
    const found = `the ${roleName} of ${definition.address} is not known: ${role.reason}`;
    return unknown({
      at: definition,
      found,
      needed: `a role that a data access policy names`,
      why: WHY,
      fix: "Review a plan, in which more is known.",
    });
  }
  const policies = policiesOfKind(graph, "data");
  const entries = policies.flatMap((policy) => policy.entries);
  const answers = entries.map((entry) => ({
    entry,
    about: isAbout(entry, collection, graph),
    admitted: admits(entry, role, graph),
    indexes: permitsIndexes(entry, collection, graph),
  }));
  const whole = (one: (typeof answers)[number]): Answer =>
    allOf([one.indexes, one.admitted], (answer) => answer);
  const yes = answers.find((one) => whole(one) === "yes");
  if (yes)
    return proven(`${yes.entry.policy.address} admits ${nameOf(role)} to indexes of ${collection.address}`);
  const maybe = answers.find((one) => whole(one) === "unknown");
  const unread = policies.find(({ complete }) => complete instanceof Unknown)?.complete;
  const admittedElsewhere = answers.find(({ about, admitted }) => about === "yes" && admitted === "yes");
  const near = admittedElsewhere ?? answers.find(({ about }) => about === "yes");
  const words = wordsOf(collection, role, roleName, near?.entry, admittedElsewhere !== undefined);
  if (maybe) {
    return unknown({
      ...words,
      at: maybe.entry.policy,
      found: `whether ${maybe.entry.policy.address} admits ${nameOf(role)} is not known`,
    });
  }
  if (unread instanceof Unknown) return unknown({ ...words, found: unread.reason });
  if (mayBecomeAnother(graph, role)) {
    return unknown({ ...words, found: `${words.found}, and it may take another role (sts:AssumeRole)` });
  }
  if (collection.mode === "data" || (!near && !managePolicies(graph))) {
    return unknown({ ...words, found: `${words.found}: it may be made elsewhere` });
  }
  return broken(words);
}

function wordsOf(
  collection: Resource,
  role: Resource | External,
  roleName: string,
  near: Entry | undefined,
  isAdmitted: boolean,
) {
  const arn = role instanceof External ? `"${role.id}"` : `${role.address}.arn`;
  const index = `index/${inWords(settle(nameOfCollection(collection)))}/*`;
  if (near && isAdmitted) {
    return {
      at: near.policy,
      found: `${near.policy.address} admits ${nameOf(role)} to ${collection.address}, but permits nothing with its indexes`,
      needed: `a rule of ResourceType index for ${index}`,
      why: "Documents are in indexes: permissions on the collection alone let nobody read or write them.",
      fix: `{ ResourceType = "index", Resource = ["${index}"], Permission = ["aoss:DescribeIndex", "aoss:ReadDocument", "aoss:WriteDocument"] }`,
    };
  }
  const principals = near ? valuesOf(near.members.Principal).map(inWords).join(", ") : "";
  return {
    at: near?.policy ?? collection,
    found: near
      ? `${near.policy.address} has Principal = [${principals}] for ${collection.address}, without the ${roleName} ${nameOf(role)}`
      : `no data access policy has a rule for ${collection.address}`,
    needed: `${nameOf(role)} as Principal of a data access policy for ${index}`,
    why: WHY,
    fix: near
      ? `Principal = [${arn}]`
      : `Rules = [{ ResourceType = "index", Resource = ["${index}"], Permission = ["aoss:ReadDocument", "aoss:WriteDocument"] }], Principal = [${arn}]`,
  };
}

/** A role that may take another one may come as that. */
function mayBecomeAnother(graph: Graph, role: Resource | External): boolean {
  return grantsOf(graph, role).some(({ actions = [] }) =>
    actions.some((action) => {
      const settled = settle(action);
      return typeof settled !== "string" || /^(\*|sts:(\*|Assume.*))$/i.test(settled);
    }),
  );
}
