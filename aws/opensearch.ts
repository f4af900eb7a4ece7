/**
 * Facts of OpenSearch Serverless (`aoss`) and its collections of the classic generation.
 *
 * Developer Guide: https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless.html
 * API model: botocore `opensearchserverless/2021-11-01`
 */

/** Names of collections, policies and endpoints, of 3 to 32 characters. Of policies and endpoints the provider checks only the length. */
export const SERVERLESS_NAME_PATTERN = "^[a-z][a-z0-9-]{2,31}$";

/** What a collection is made for, as the API calls it; it cannot be changed. */
export const COLLECTION_TYPES = {
  search: "SEARCH",
  "time series": "TIMESERIES",
  "vector search": "VECTORSEARCH",
} as const;

/** Subnets of a managed endpoint (schema of provider 5.100). */
export const MAXIMUM_ENDPOINT_SUBNETS = 6;

/** The port that collections and their dashboards answer on. */
export const COLLECTION_PORT = 443;

/** What a data access policy can permit: https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-data-access.html */
export const COLLECTION_PERMISSIONS = [
  "aoss:CreateCollectionItems",
  "aoss:DeleteCollectionItems",
  "aoss:DescribeCollectionItems",
  "aoss:UpdateCollectionItems",
] as const;
export const INDEX_PERMISSIONS = [
  "aoss:CreateIndex",
  "aoss:DeleteIndex",
  "aoss:DescribeIndex",
  "aoss:ReadDocument",
  "aoss:UpdateIndex",
  "aoss:WriteDocument",
] as const;

export type CollectionPermission = (typeof COLLECTION_PERMISSIONS)[number];
export type IndexPermission = (typeof INDEX_PERMISSIONS)[number];

/** Names of indexes in a data access policy: one name, or the beginning of names and an asterisk (`ResourceName` of the API model). */
export const INDEX_PATTERN = "^([a-z0-9;&$%][a-z0-9;&$%+.~=_-]*[*]?|[*])$";
