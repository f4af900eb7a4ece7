/**
 * The security policies of a collection, as text. Each kind has a shape of its own, which no plan tells apart: that of encryption is an
 * object, that of the network a list. https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-security.html
 */

/** Whose key a collection is encrypted with: the one of AWS without an ARN. */
export function encryptionPolicy(collection: string, kmsKeyArn: string | undefined): string {
  return JSON.stringify({
    Rules: [{ ResourceType: "collection", Resource: [`collection/${collection}`] }],
    AWSOwnedKey: kmsKeyArn === undefined,
    KmsARN: kmsKeyArn,
  });
}

/** That a collection, and its dashboards if they are wanted, is reached through one endpoint and in no other way. */
export function networkPolicy(
  collection: string,
  { vpcEndpointId, dashboards }: { readonly vpcEndpointId: string; readonly dashboards: boolean },
): string {
  const resourceTypes = dashboards ? ["collection", "dashboard"] : ["collection"];
  return JSON.stringify([
    {
      Rules: resourceTypes.map((type) => ({ ResourceType: type, Resource: [`collection/${collection}`] })),
      AllowFromPublic: false,
      SourceVPCEs: [vpcEndpointId],
    },
  ]);
}
