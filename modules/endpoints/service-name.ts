import { Token } from "cdktf";
import { type AwsService, type EndpointKind, endpointServiceName } from "../../aws/services";

/** The name of a service as an endpoint asks for it. In a Region that only Terraform knows, that of the commercial Regions. */
export function serviceName(service: AwsService, kind: EndpointKind, region: string): string {
  return Token.isUnresolved(region)
    ? `com.amazonaws.${region}.${service.suffix}`
    : endpointServiceName(service, region, kind);
}
