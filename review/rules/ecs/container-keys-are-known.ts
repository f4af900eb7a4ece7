import { theContainer } from "../../ecs/container";
import { containersOf } from "../../ecs/containers";
import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { type Judgement, warning } from "../../verdict";
import type { ResourceRule } from "../rule";

/** Members of https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html */
const KEYS = `command cpu credentialSpecs dependsOn disableNetworking dnsSearchDomains dnsServers dockerLabels
  dockerSecurityOptions entryPoint environment environmentFiles essential extraHosts firelensConfiguration healthCheck hostname
  image interactive links linuxParameters logConfiguration memory memoryReservation mountPoints name portMappings privileged
  pseudoTerminal readonlyRootFilesystem repositoryCredentials resourceRequirements restartPolicy secrets startTimeout stopTimeout
  systemControls ulimits user versionConsistency volumesFrom workingDirectory`.split(/\s+/);

const KNOWN = new Map(KEYS.map((key) => [key.toLowerCase(), key]));

export const containerKeysAreKnown: ResourceRule = {
  id: "ECS-11",
  title: "Container definitions have only members that ECS knows",
  types: ["aws_ecs_task_definition"],
  check,
};

function check(definition: Resource, graph: Graph): readonly Judgement[] {
  return containersOf(graph, definition).containers.flatMap((container) =>
    Object.keys(container.definition).flatMap((key) => {
      if (KNOWN.has(key.toLowerCase())) return [];
      const meant = nearest(key);
      return warning({
        at: definition,
        found: `${theContainer(container.label)} has ${key}, which ECS does not know`,
        needed: meant === undefined ? "members of ECS's ContainerDefinition" : meant,
        why: "The provider leaves out what it does not know, without a word.",
        fix: meant === undefined ? `Leave out ${key}.` : `Write ${meant} instead of ${key}.`,
      });
    }),
  );
}

/** The key that differs in its case, its underscores or an `s` at the end. */
function nearest(key: string): string | undefined {
  const plain = (text: string) => text.toLowerCase().replace(/[_-]/g, "").replace(/s$/, "");
  return KEYS.find((known) => plain(known) === plain(key));
}
