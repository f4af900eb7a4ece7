/**
 * OpenSearch Serverless collections, their policies and their endpoint.
 *
 * @module private-paths/opensearch
 */
export { Collection, type CollectionKind, type CollectionProps, type IndexSelection } from "./collection";
export {
  CollectionEndpoint,
  type CollectionEndpointAttributes,
  type CollectionEndpointProps,
  type ICollectionEndpoint,
} from "./collection-endpoint";
