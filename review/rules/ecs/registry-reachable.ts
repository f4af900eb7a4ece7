import { theContainer } from "../../ecs/container";
import type { RegistryNeed } from "../../ecs/needs-of-images";
import type { ServiceCaller } from "../../endpoints/caller";
import type { SubnetWay } from "../../endpoints/internet";
import { lacksPublicAddress } from "../../endpoints/public-address";
import { Unknown } from "../../graph/value";
import type { Answer } from "../../network/answer";
import { broken, type Judgement, proven, unknown } from "../../verdict";
import type { Rule } from "../rule";

/** A pull of images from a registry that has no endpoint. */
export interface RegistryCall {
  readonly caller: ServiceCaller;
  readonly need: RegistryNeed;
  readonly internet: readonly SubnetWay[];
  readonly reaches: Answer;
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html */
export const registryReachable: Rule<RegistryCall> = {
  id: "ECS-03",
  title: "The registry of the images is reached",
  check,
};

function check({ caller, need, internet, reaches }: RegistryCall): Judgement {
  const { host, containers, at } = need;
  const { label } = caller.peer;
  const evidence = [...new Set(internet.map((one) => one.evidence))].join("; ");
  if (reaches === true) return proven(evidence);
  const [only = ""] = containers;
  const images =
    containers.length === 1
      ? `the image of ${theContainer(only)}`
      : `the images of the containers ${containers.join(", ")}`;
  const words = {
    at,
    needed: `images in a private registry of Amazon ECR, or a way to the internet for every subnet of ${label}`,
    why: `${host} has no endpoint for VPCs: its images are pulled over the internet.`,
    fix: `Copy ${images} to an aws_ecr_repository, and write its repository_url; or give the subnets a NAT gateway.`,
  };
  if (reaches instanceof Unknown) {
    return unknown({ ...words, found: evidence || `in which subnets ${label} stands is not known` });
  }
  const found = `${images} ${containers.length === 1 ? "comes" : "come"} from ${host}, and ${evidence}`;
  if (!isPublic(host)) {
    return unknown({
      ...words,
      found,
      why: `${host} is reached only if it stands in a network that the VPC is connected to.`,
    });
  }
  return broken({ ...words, ...lacksPublicAddress(caller, internet), found });
}

/** Registries that are known to be on the internet; any other may be somebody's own, in a network of their own. */
const PUBLIC =
  /^(docker\.io|public\.ecr\.aws|ghcr\.io|quay\.io|mcr\.microsoft\.com|registry\.k8s\.io|k8s\.gcr\.io|([a-z]+\.)?gcr\.io|[a-z0-9-]+-docker\.pkg\.dev|registry\.gitlab\.com|docker\.elastic\.co|nvcr\.io|cgr\.dev|lscr\.io|registry\.access\.redhat\.com)$/;

function isPublic(host: string): boolean {
  return PUBLIC.test(host);
}
