export { Collection, type CollectionKind, type CollectionProps, type IndexSelection } from "./collection";
export {
  CollectionEndpoint,
  type CollectionEndpointAttributes,
  type CollectionEndpointProps,
  type ICollectionEndpoint,
} from "./collection-endpoint";
