import { Apigatewayv2ApiMapping } from "@cdktf/provider-aws/lib/apigatewayv2-api-mapping";
import type { Construct } from "constructs";
import { claim, type Inspection } from "../refusal";
import type { CustomDomain } from "./custom-domain";
import { basePath } from "./requirements";

/** Where on a custom domain an API is. */
export interface DomainMapping {
  /** The domain, which may serve several APIs below different paths. */
  readonly customDomain: CustomDomain;
  /**
   * The first part or parts of the path, like `orders` or `shop/orders`, with no slash at either end. The API does not see them.
   *
   * @default the whole domain leads to the API
   */
  readonly basePath?: string;
  /**
   * Whether the name that AWS gives the API answers 403, so that callers have to use the custom domain.
   *
   * @default true: nobody gets around the domain
   */
  readonly disableExecuteApiEndpoint?: boolean;
}

/** Whether an API is reached by its custom domain alone. */
export function hidesExecuteApi(domain: DomainMapping | undefined): boolean {
  return domain !== undefined && (domain.disableExecuteApiEndpoint ?? true);
}

/** Tells what is wrong with where on a custom domain an API is. */
export function inspectMapping(inspection: Inspection, mapping: DomainMapping, api: Construct): void {
  if (mapping.basePath !== undefined) inspection.require("basePath", mapping.basePath, basePath);
  const other = claim(mapping.customDomain, `base path ${mapping.basePath ?? ""}`, api);
  inspection.refuseUnless(other === undefined, {
    input: "basePath",
    given: mapping.basePath,
    allowed: `one that ${other} does not have`,
    fix: "give each API of a domain a base path of its own",
  });
}

/**
 * Leads a part of a custom domain to a stage.
 *
 * @returns the URL
 */
export function mapDomain(
  scope: Construct,
  { customDomain, basePath }: DomainMapping,
  api: { readonly apiId: string; readonly stageName: string },
): string {
  new Apigatewayv2ApiMapping(scope, "domain-mapping", {
    apiId: api.apiId,
    stage: api.stageName,
    domainName: customDomain.domainNameId,
    apiMappingKey: basePath,
  });
  return basePath === undefined ? `https://${customDomain.name}` : `https://${customDomain.name}/${basePath}`;
}
