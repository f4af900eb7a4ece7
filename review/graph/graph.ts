import type { Resource } from "./resource";
import type { Unknown, Value } from "./value";

/** All that was read, whatever it was read from: who is there, and who refers to whom. */
export interface Graph {
  readonly resources: readonly Resource[];
  /** Addresses of modules that are called and whose source is not among the files: what they make is not here. */
  readonly unreadModules: readonly string[];
  /** Resources and data sources of these types, in the order in which they were read. */
  ofType(...types: readonly string[]): readonly Resource[];
  /** By address; in a review of several stacks also by `stack/address` where an address is there twice. */
  at(address: string): Resource | undefined;
  /**
   * The resource that a value names: by a reference to any of its attributes, or by a known id, ARN or name of it.
   *
   * @param types those that the argument can name; a resource of another type is not found
   */
  find(value: Value | undefined, ...types: readonly string[]): Found;
  /** The resources that a list names, or a single value; each as in `find`. An absent list names none. */
  findAll(value: Value | undefined, ...types: readonly string[]): readonly Exclude<Found, undefined>[];
  /**
   * Those resources of a type whose attribute names this one, alone or in a list: `referring("aws_lb_listener",
   * "load_balancer_arn", loadBalancer)`. `uncertain` are those of which that cannot be told.
   *
   * @param attribute of the resource itself, like `subnet_ids`, or in its blocks, like `vpc_config.subnet_ids`
   */
  referring(type: string, attribute: string, to: Resource | External): Referring;
  /**
   * The same graph for questions about one of several stacks: a name that resources of several stacks have means that of this one.
   * Ids and ARNs mean the same everywhere.
   */
  seenFrom(stack: string | undefined): Graph;
  /** The Region in which a resource is made: of its provider, or of its own argument `region`; undefined if it cannot be told. */
  regionOf(resource: Resource): string | undefined;
}

/** What a value names: a resource of the graph, something outside of it, something that cannot be told, or nothing at all. */
export type Found = Resource | External | Unknown | undefined;

export interface Referring {
  readonly resources: readonly Resource[];
  readonly uncertain: readonly Resource[];
}

/** Something that exists outside of the files given, and of which only the id, ARN or name is known, like `sg-0123`. */
export class External {
  constructor(readonly id: string) {}
}
