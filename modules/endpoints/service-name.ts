import { Fn, Token } from "cdktf";
import { type AwsService, type EndpointKind, endpointServiceName } from "../../aws/services";

/** The name of a service as an endpoint asks for it. In a Region that only Terraform knows, that of the commercial Regions. */
export function serviceName(service: AwsService, kind: EndpointKind, region: string): string {
  return Token.isUnresolved(region)
    ? `com.amazonaws.${region}.${service.suffix}`
    : endpointServiceName(service, region, kind);
}

/** A service in names and tags. */
export function hyphenated({ suffix }: AwsService): string {
  return Token.isUnresolved(suffix) ? Fn.replace(suffix, ".", "-") : suffix.replaceAll(".", "-");
}

/** A service in construct ids: one of several that only Terraform knows is called after its kind of endpoint. */
export function idOf(service: AwsService): string {
  return Token.isUnresolved(service.suffix) ? service.kinds[0].toLowerCase() : hyphenated(service);
}
