import type { Resource } from "../../graph/resource";
import { settle } from "../../read/expression/settle";
import { type Judgement, warning } from "../../verdict";
import type { ResourceRule } from "../rule";

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-linux-fargate.html */
export const platformIsRecent: ResourceRule = {
  id: "ECS-17",
  title: "The platform version of Fargate is 1.4.0 or later",
  types: ["aws_ecs_service"],
  check,
};

function check(service: Resource): Judgement | undefined {
  const version = settle(service.get("platform_version") ?? null);
  const [, major, minor] = typeof version === "string" ? (/^(\d+)\.(\d+)\.\d+$/.exec(version) ?? []) : [];
  // Windows has 1.0.0 as its newest one.
  if (major !== "1" || minor === undefined || Number(minor) >= 4 || version === "1.0.0") return undefined;
  return warning({
    at: service,
    found: `platform_version of ${service.address} is ${version}`,
    needed: 'platform_version = "LATEST", or 1.4.0',
    why: "Earlier platform versions are deprecated, and their tasks need other ways: images are pulled through another interface.",
    fix: 'platform_version = "LATEST"',
  });
}
