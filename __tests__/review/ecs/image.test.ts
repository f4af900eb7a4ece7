import { containersOf } from "../../../review/ecs/containers";
import { sourceOfImage } from "../../../review/ecs/image";
import { Unknown } from "../../../review/graph/value";
import { at, graphOf, type Resources } from "./configuration";

const source = (image: string, more: Resources = {}, data: Resources = {}) => {
  const graph = graphOf(
    {
      ...more,
      aws_ecs_task_definition: {
        web: { family: "web", container_definitions: JSON.stringify([{ name: "web", image }]) },
      },
    },
    data,
  );
  return sourceOfImage(
    graph,
    containersOf(graph, at(graph, "aws_ecs_task_definition.web")).containers[0]?.image,
  );
};
const repository = { aws_ecr_repository: { web: { name: "shop/web" } } };

test.each([
  ["nginx", "docker.io"],
  ["nginx:1.27", "docker.io"],
  ["library/nginx:1.27", "docker.io"],
  ["traefik/whoami@sha256:0000000000000000000000000000000000000000000000000000000000000000", "docker.io"],
  ["public.ecr.aws/docker/library/nginx:1.27", "public.ecr.aws"],
  ["ghcr.io/acme/web:${var.given}", "ghcr.io"],
  ["acme/${var.given}", "docker.io"],
  ["nginx:${var.given}", "docker.io"],
  ["registry.example.com:5000/web:1", "registry.example.com:5000"],
])("%s comes from %s", (image, host) => {
  expect(source(image)).toEqual({ kind: "registry", host });
});

test.each([
  ["111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/web:1", "eu-west-1", "111122223333", "shop/web"],
  [
    "111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/web:${var.given}",
    "eu-west-1",
    "111122223333",
    "shop/web",
  ],
  ["${var.given}.dkr.ecr.eu-west-1.amazonaws.com/shop/web:1", "eu-west-1", undefined, "shop/web"],
  [
    "${data.aws_caller_identity.me.account_id}.dkr.ecr.${data.aws_region.here.name}.amazonaws.com/web:1",
    "eu-central-1",
    undefined,
    "web",
  ],
  ["cn.${var.given}", undefined, undefined, undefined],
])("%s is an image of ECR, as far as it is known", (image, region, account, name) => {
  const data = { aws_caller_identity: { me: {} }, aws_region: { here: {} } };
  const found = source(image, {}, data);
  if (region === undefined) expect(found).toBeInstanceOf(Unknown);
  else expect(found).toMatchObject({ kind: "ecr", region, account, repository: name, resource: undefined });
});

test.each([
  "${aws_ecr_repository.web.repository_url}",
  "${aws_ecr_repository.web.repository_url}:${var.given}",
  "${aws_ecr_repository.web.repository_url}@${var.given}",
  "111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop/web:1",
])("%s is of the repository that these files make", (image) => {
  expect(source(image, repository)).toMatchObject({
    kind: "ecr",
    region: "eu-central-1",
    resource: { address: "aws_ecr_repository.web" },
  });
});

test("an image of a repository of the same name in another Region is not of that one", () => {
  expect(source("111122223333.dkr.ecr.us-east-1.amazonaws.com/shop/web:1", repository)).toMatchObject({
    resource: undefined,
  });
});

test.each(["${var.given}", "${var.given}/web:1", "${var.given}:1"])("%s is not known", (image) => {
  expect(source(image)).toBeInstanceOf(Unknown);
});
