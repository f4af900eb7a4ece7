import { layerBucket } from "../../aws/ecr";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Reference, Unknown, type Value } from "../graph/value";
import { arnIn, objectArnIn } from "./arn-in";
import { theContainer } from "./container";
import { type ImageSource, sourceOfImage } from "./image";
import type { TaskNeed, Unclear } from "./needs";
import { ofExecutionOrHostRole, type Task } from "./task";

/** A registry that is no private one of Amazon ECR, so that it has no endpoint. */
export interface RegistryNeed {
  /** Like `docker.io`, perhaps with a port. */
  readonly host: string;
  readonly containers: readonly string[];
  readonly at: Resource;
}

export interface ImageNeeds {
  readonly services: readonly TaskNeed[];
  readonly registries: readonly RegistryNeed[];
  readonly unclear: readonly Unclear[];
}

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html */
export function imageNeeds(graph: Graph, task: Task): ImageNeeds {
  const services: TaskNeed[] = [];
  const registries = new Map<string, RegistryNeed>();
  const unclear: Unclear[] = [];
  for (const { image, label } of task.containers.containers) {
    const source = sourceOfImage(graph, image);
    if (source instanceof Unknown) {
      unclear.push({
        what: `image of ${theContainer(label)}`,
        reason: source.reason,
        at: task.definition,
        pulls: true,
      });
    } else if (source.kind === "ecr") services.push(...ofEcr(task, source, label));
    else {
      const containers = [...(registries.get(source.host)?.containers ?? []), label];
      registries.set(source.host, { host: source.host, containers, at: task.definition });
    }
  }
  return { services, registries: [...registries.values()], unclear };
}

function ofEcr(
  task: Task,
  source: Extract<ImageSource, { kind: "ecr" }>,
  label: string,
): readonly TaskNeed[] {
  const { resource } = source;
  const region = source.region ?? task.region;
  const purpose = `pull the image of ${theContainer(label)}`;
  const common = { at: task.definition, by: "ECS", purpose, region } as const;
  const parts = resource ? [resource] : [];
  const token = ofExecutionOrHostRole(task, {
    actions: ["ecr:GetAuthorizationToken"],
    resource: "*",
    purpose,
    // On Fargate this call leaves by a network interface of AWS's own, past the endpoint of the VPC:
    // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
    ask: task.onFargate === false ? "both" : "identity",
  });
  const pull = ofExecutionOrHostRole(task, {
    actions: PULL,
    resource: arnOfRepository(source, region),
    purpose,
  });
  const layers = ofExecutionOrHostRole(task, {
    actions: ["s3:GetObject"],
    resource: region === undefined ? undefined : objectArnIn(region, `${layerBucket(region)}/*`),
    purpose,
    ask: "endpoint",
  });
  const bySignedUrl = { ...layers, need: { ...layers.need, role: undefined } };
  return [
    { ...common, suffix: "ecr.api", permissions: [token], parts },
    { ...common, suffix: "ecr.dkr", permissions: [pull], parts },
    { ...common, suffix: "s3", permissions: [bySignedUrl], wantsGateway: LAYERS },
  ];
}

/**
 * What a pull takes: AWS's own policies for pulls name these two and no more.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-vpc-endpoint-policy
 */
const PULL = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];

const LAYERS =
  "Layers of images come from S3. Amazon ECR's guide asks for a gateway endpoint; older copies of it say that an interface endpoint cannot be used, newer ones do not.";

function arnOfRepository(
  { account, repository, resource }: Extract<ImageSource, { kind: "ecr" }>,
  region: string | undefined,
): Value | undefined {
  if (resource) return new Reference(resource, ["arn"]);
  if (repository === undefined) return undefined;
  return arnIn(region, "ecr", `repository/${repository}`, account);
}

/** The rule by which the images of a repository come from another registry, when they are pulled first. */
export function cacheRuleOf(graph: Graph, repository: string | undefined): Resource | undefined {
  const prefix = repository?.split("/")[0];
  if (prefix === undefined || !repository?.includes("/")) return undefined;
  return graph
    .ofType("aws_ecr_pull_through_cache_rule")
    .find((rule) => rule.get("ecr_repository_prefix") === prefix);
}
