import type { Resource } from "../graph/resource";
import { isResource } from "../network/look-up";
import type { ServiceCaller } from "./caller";
import type { SubnetWay } from "./internet";

/** What would help a caller whose only lack is a public address. */
export interface PublicAddressCure {
  readonly at: Resource;
  readonly fix: string;
}

/**
 * The cure for a caller in subnets with an internet gateway that has no public address, so that nothing answers to it:
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
 *
 * @returns undefined if it lacks something else, or more than that
 */
export function lacksPublicAddress(
  { peer, publicAddress }: ServiceCaller,
  internet: readonly SubnetWay[],
): PublicAddressCure | undefined {
  const { resource } = peer;
  if (publicAddress !== false || !isResource(resource)) return undefined;
  const shut = internet.filter(({ reaches }) => reaches !== true);
  const onlyThat = shut.every(({ way }) => "kind" in way && way.kind === "internet gateway");
  if (shut.length === 0 || !onlyThat) return undefined;
  const fix =
    resource.type === "aws_ecs_service"
      ? "assign_public_ip = true in network_configuration, or subnets whose default route leads to a NAT gateway"
      : "A default route to a NAT gateway for its subnets.";
  return { at: resource, fix };
}
