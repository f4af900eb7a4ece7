import { type EcrImage, readEcrImage, registryOf } from "../../aws/ecr";
import { REGION_PATTERN } from "../../aws/partitions";
import { External, type Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { isList, Reference, Template, Unknown, type Value } from "../graph/value";
import { isResource } from "../network/look-up";
import { settle } from "../read/expression/settle";

/** From where an image comes. */
export type ImageSource =
  | {
      readonly kind: "ecr";
      /** undefined if it is not known. */
      readonly region: string | undefined;
      /** The account of the registry, twelve digits; undefined if it is not known. */
      readonly account: string | undefined;
      /** The repository's name; undefined if it is not known. */
      readonly repository: string | undefined;
      /** The repository, if it is in the files given. */
      readonly resource: Resource | undefined;
    }
  /** Any other registry, like `docker.io`. */
  | { readonly kind: "registry"; readonly host: string };

/** From where an image comes, however its reference is put together. Unknown if that cannot be told. */
export function sourceOfImage(graph: Graph, image: Value | undefined): ImageSource | Unknown {
  if (image === undefined) return new Unknown("a container has no image");
  const settled = settle(image);
  if (typeof settled === "string") return ofText(graph, settled);
  if (settled instanceof Unknown) return ofCandidates(graph, settled);
  const parts = settled instanceof Template ? settled.parts.map(settle) : [settled];
  const [first] = parts;
  if (first instanceof Reference) {
    const named = ofReference(graph, first);
    if (named) return named;
  }
  return ofHoles(graph, parts);
}

function ofText(graph: Graph, text: string): ImageSource {
  const image = readEcrImage(text);
  if (image) return ofEcr(graph, image);
  const host = registryOf(text);
  const [, account, region] = ECR_HOST.exec(`${host}/`) ?? [];
  // A reference to ECR that AWS would not take is still no image from elsewhere.
  return account
    ? { kind: "ecr", account, region, repository: undefined, resource: undefined }
    : { kind: "registry", host };
}

function ofEcr(graph: Graph, { account, region, repository }: EcrImage): ImageSource {
  const found = graph.find(repository, "aws_ecr_repository");
  const resource = isResource(found) ? found : undefined;
  const fits = resource && (graph.regionOf(resource) ?? region) === region;
  return { kind: "ecr", account, region, repository, resource: fits ? resource : undefined };
}

/** Attributes that give an image or the name of a repository. */
function ofReference(graph: Graph, { resource, path }: Reference): ImageSource | undefined {
  const [attribute] = path;
  if (resource.type === "aws_ecr_repository" && attribute === "repository_url")
    return ofRepository(graph, resource);
  if (resource.type === "aws_ecr_image" && attribute === "image_uri") {
    const repository = graph.find(resource.get("repository_name"), "aws_ecr_repository");
    if (isResource(repository)) {
      return ofRepository(graph, repository);
    }
    const name = repository instanceof External ? repository.id : undefined;
    return {
      kind: "ecr",
      account: undefined,
      region: graph.regionOf(resource),
      repository: name,
      resource: undefined,
    };
  }
  if (resource.type === "aws_ecrpublic_repository" && attribute === "repository_uri") {
    return { kind: "registry", host: "public.ecr.aws" };
  }
  return undefined;
}

function ofRepository(graph: Graph, resource: Resource): ImageSource {
  const name = settle(resource.get("name") ?? null);
  return {
    kind: "ecr",
    account: undefined,
    region: graph.regionOf(resource),
    repository: typeof name === "string" ? name : undefined,
    resource,
  };
}

/** One of several images, as with `coalesce(var.image, ...)`: if all that are known come from ECR, so does it, most likely. */
function ofCandidates(graph: Graph, unknown: Unknown): ImageSource | Unknown {
  const repositories = new Set(
    unknown.candidates.map(
      (candidate) => ofReference(graph, candidate)?.kind === "ecr" && candidate.resource,
    ),
  );
  const [only] = repositories;
  const source =
    only && repositories.size === 1 ? ofReference(graph, new Reference(only, ["repository_url"])) : undefined;
  return source ?? unknown;
}

/** Stands for what is not known; no image reference has it. */
const HOLE = "\u0000";
const ECR_HOST = new RegExp(
  `^([0-9]{12}|${HOLE})\\.dkr[.-]ecr(?:-fips)?\\.(${REGION_PATTERN}|${HOLE})\\.[^/]+/(?:([^:@${HOLE}]+)(?=[:@]|$))?`,
);

function ofHoles(graph: Graph, parts: readonly Value[]): ImageSource | Unknown {
  const text = parts.map((part) => (typeof part === "string" ? part : HOLE)).join("");
  const [matched, account, region, repository] = ECR_HOST.exec(text) ?? [];
  if (matched !== undefined && account && region) {
    const resource = repositoryIn(graph, parts, repository);
    const hole = parts.find((part) => part instanceof Reference && part.resource.type === "aws_region");
    const regionOfHole = hole instanceof Reference ? graph.regionOf(hole.resource) : undefined;
    return {
      kind: "ecr",
      account: account === HOLE ? undefined : account,
      region: region === HOLE ? regionOfHole : region,
      repository,
      resource,
    };
  }
  // Everything up to a slash, or a name before a tag that is not known: what stands in the hole does not matter.
  const registry = text.slice(0, text.lastIndexOf("/", text.indexOf(HOLE)) + 1);
  if (registry !== "") return ofText(graph, `${registry}image`);
  if (/^[a-z0-9_-]+[:@][^/]*$/.test(text)) return ofText(graph, text.replace(/[:@].*/s, ""));
  const unknown = parts.find((part) => part instanceof Unknown);
  return new Unknown(unknown instanceof Unknown ? unknown.reason : "the registry of an image is not known");
}

function repositoryIn(graph: Graph, parts: readonly Value[], name: string | undefined): Resource | undefined {
  for (const value of [name, ...parts.filter((part) => part instanceof Reference && !isList(part))]) {
    const found = graph.find(value, "aws_ecr_repository");
    if (isResource(found)) return found;
  }
  return undefined;
}
