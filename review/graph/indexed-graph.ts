import { External, type Found, type Graph, type Referring } from "./graph";
import { NAMES, OWN_NAMES } from "./identities";
import type { Resource } from "./resource";
import { isList, isObject, Reference, Template, Unknown, type Value } from "./value";

/** What is known beside the resources. */
export interface Surroundings {
  readonly regionOf?: (resource: Resource) => string | undefined;
  readonly unreadModules?: readonly string[];
  /** What stands for the modules that are not read, by what they are given and so may add something to. */
  readonly mayAddTo?: ReadonlyMap<Resource, readonly Resource[]>;
}

/** A graph that makes each of its indices when it is first asked for it. */
export class IndexedGraph implements Graph {
  readonly #byType = new Map<string, Resource[]>();
  readonly #byAddress = new Map<string, Resource>();
  readonly #byName = new Map<string, Map<string, Resource[]>>();
  readonly #referring = new Map<string, ReferringIndex>();
  readonly #views = new Map<string | undefined, Graph>();
  #sharedNames: boolean | undefined;

  constructor(
    readonly resources: readonly Resource[],
    private readonly surroundings: Surroundings = {},
    private readonly stack?: string,
  ) {
    for (const resource of resources) {
      const same = this.#byType.get(resource.type);
      if (same) same.push(resource);
      else this.#byType.set(resource.type, [resource]);
    }
  }

  get unreadModules(): readonly string[] {
    return this.surroundings.unreadModules ?? [];
  }

  ofType(...types: readonly string[]): readonly Resource[] {
    const [first = ""] = types;
    if (types.length === 1) return this.#byType.get(first) ?? [];
    return types.flatMap((type) => this.#byType.get(type) ?? []);
  }

  at(address: string): Resource | undefined {
    if (this.#byAddress.size === 0) {
      for (const resource of this.resources) {
        if (!this.#byAddress.has(resource.address)) this.#byAddress.set(resource.address, resource);
        if (resource.stack !== undefined)
          this.#byAddress.set(`${resource.stack}/${resource.address}`, resource);
      }
    }
    return this.#byAddress.get(address);
  }

  find(value: Value | undefined, ...types: readonly string[]): Found {
    return this.#find(value, types, HOPS);
  }

  findAll(value: Value | undefined, ...types: readonly string[]): readonly Exclude<Found, undefined>[] {
    return this.#items(value).flatMap((item) => {
      const found = this.find(item, ...types);
      return found === undefined ? [] : [found];
    });
  }

  referring(type: string, attribute: string, to: Resource | External): Referring {
    const index = this.#referringIndex(type, attribute, to instanceof External ? undefined : to.type);
    const resources = index.byTarget.get(to instanceof External ? to.id : to) ?? [];
    const adding =
      to instanceof External || GIVEN_TO_ALL.has(to.type) ? undefined : this.surroundings.mayAddTo?.get(to);
    return { resources, uncertain: adding ? [...index.uncertain, ...adding] : index.uncertain };
  }

  seenFrom(stack: string | undefined): Graph {
    if (stack === this.stack || !this.#hasSharedNames()) return this;
    const known = this.#views.get(stack);
    if (known) return known;
    const view = new IndexedGraph(this.resources, this.surroundings, stack);
    this.#views.set(stack, view);
    return view;
  }

  regionOf(resource: Resource): string | undefined {
    const own = resource.get("region");
    if (typeof own === "string" && resource.mode === "managed") return own;
    return this.surroundings.regionOf?.(resource);
  }

  #find(value: Value | undefined, types: readonly string[], hops: number): Found {
    if (value === undefined || value === null || value === "") return undefined;
    if (value instanceof Reference) return this.#findReferred(value, types, hops);
    if (typeof value === "string") return this.#named(value, types) ?? new External(value);
    if (value instanceof Unknown) {
      const found = new Set(value.candidates.map((candidate) => this.#find(candidate, types, hops - 1)));
      const [only] = found;
      return found.size === 1 && isResource(only) ? only : value;
    }
    if (value instanceof Template) return this.#findTemplate(value, types, hops);
    if (isList(value) && value.length === 1) return this.#find(value[0], types, hops);
    return new Unknown("a list or an object, where the name of one resource is expected");
  }

  #findReferred(reference: Reference, types: readonly string[], hops: number): Found {
    const { resource, path } = reference;
    const [attribute] = path;
    const fits = types.length === 0 || types.includes(resource.type);
    const whole = attribute === undefined || OWN_NAMES.has(String(attribute));
    if (whole && fits) return resource;
    if (hops > 0 && !whole) {
      const value = along(resource, path);
      // Its own name is no news; a reference to another resource is.
      if (value instanceof Reference && value.resource !== resource)
        return this.#find(value, types, hops - 1);
      if (value instanceof Unknown && !fits) {
        const found = this.#find(value, types, hops - 1);
        if (isResource(found)) return found;
      }
      if (typeof value === "string" && !fits) return this.#find(value, types, hops - 1);
    }
    if (fits && isName(resource.type, attribute)) return resource;
    return new Unknown(`${resource.address}.${path.join(".")} is not known before it is made`, [reference]);
  }

  /** An ARN or a URL with one hole may still be the name of whoever fills it, like `${aws_lb_listener.x.arn}`. */
  #findTemplate(template: Template, types: readonly string[], hops: number): Found {
    const holes = template.parts.filter((part) => typeof part === "object" && part !== null);
    const found = new Set(holes.map((hole) => this.#find(hole, types, hops - 1)));
    const resources = [...found].filter(isResource).filter(({ type }) => types.includes(type));
    const [only] = resources;
    if (resources.length === 1 && only && types.length > 0) return only;
    return new Unknown("a text of which parts are not known before an apply", references(template));
  }

  /** The members of a list that is written or referred to, and of lists in it. */
  #items(value: Value | undefined): readonly (Value | undefined)[] {
    const list = value instanceof Reference ? this.#followedList(value, HOPS) : value;
    return isList(list) ? list.flatMap((item) => this.#items(item)) : [list];
  }

  #followedList(value: Value, hops: number): Value {
    if (!(value instanceof Reference) || hops === 0) return value;
    const next = along(value.resource, value.path);
    if (next === undefined || next === null) return value;
    if (isList(next)) return next;
    return next instanceof Reference ? this.#followedList(next, hops - 1) : value;
  }

  #named(name: string, types: readonly string[]): Resource | Unknown | undefined {
    for (const type of types.length > 0 ? types : this.#byType.keys()) {
      const found = this.#nearest(type, name, this.stack);
      if (found) return found;
    }
    return undefined;
  }

  /** The resource of that name, of this stack if it has one; Unknown if several have it, as in two Regions. */
  #nearest(type: string, name: string, stack: string | undefined): Resource | Unknown | undefined {
    const found = this.#names(type).get(name) ?? [];
    const own = found.filter((resource) => resource.stack === stack);
    const [first, ...more] = own.length > 0 ? own : found;
    if (!first || more.length === 0) return first;
    const meant = [first, ...more].map((resource) => new Reference(resource, ["id"]));
    return new Unknown(`${meant.length} resources of type ${type} are called ${JSON.stringify(name)}`, meant);
  }

  /** Whether resources of several stacks have the same name, so that it matters from where it is read. */
  #hasSharedNames(): boolean {
    const [first] = this.resources;
    this.#sharedNames ??=
      this.resources.some(({ stack }) => stack !== first?.stack) &&
      Object.keys(NAMES).some((type) =>
        [...this.#names(type).values()].some((same) => same.some(({ stack }) => stack !== same[0]?.stack)),
      );
    return this.#sharedNames;
  }

  #names(type: string): ReadonlyMap<string, readonly Resource[]> {
    const known = this.#byName.get(type);
    if (known) return known;
    const names = new Map<string, Resource[]>();
    for (const resource of this.ofType(type)) {
      for (const attribute of ["id", "arn", ...(NAMES[type] ?? [])]) {
        const name = resource.get(attribute);
        if (typeof name !== "string" || name === "") continue;
        const same = names.get(name);
        if (!same) names.set(name, [resource]);
        else if (!same.includes(resource)) same.push(resource);
      }
    }
    this.#byName.set(type, names);
    return names;
  }

  /** @param named the type whose names are looked up: a name alone does not tell what it is a name of */
  #referringIndex(type: string, attribute: string, named: string | undefined): ReferringIndex {
    const key = `${type} ${attribute} ${named}`;
    const known = this.#referring.get(key);
    if (known) return known;
    const byTarget = new Map<Resource | string, Resource[]>();
    const uncertain: Resource[] = [];
    for (const resource of this.ofType(type)) {
      const targets = new Set<Resource | string>();
      for (const value of valuesAt(resource, attribute.split("."))) {
        for (const item of this.#items(value)) {
          const found =
            typeof item === "string" && item !== ""
              ? ((named && this.#nearest(named, item, resource.stack)) ?? new External(item))
              : this.find(item);
          if (found instanceof Unknown) uncertain.push(resource);
          else if (found !== undefined) targets.add(found instanceof External ? found.id : found);
        }
      }
      for (const target of targets) {
        const same = byTarget.get(target);
        if (same) same.push(resource);
        else byTarget.set(target, [resource]);
      }
    }
    const index = { byTarget, uncertain: [...new Set(uncertain)] };
    this.#referring.set(key, index);
    return index;
  }
}

interface ReferringIndex {
  readonly byTarget: ReadonlyMap<Resource | string, readonly Resource[]>;
  readonly uncertain: readonly Resource[];
}

/** Whether an attribute is a name of the resource itself, and not something that is kept in it, like the `value` of a parameter. */
function isName(type: string, attribute: string | number | undefined): boolean {
  const name = String(attribute ?? "id");
  return (
    NAMES[type]?.includes(name) === true ||
    /(?:^|_)(?:id|ids|arn|name|identifier|address|endpoint|url)$/.test(name)
  );
}

/** Almost every module is given these, and few add to them: what a module may make in a VPC is asked for where it matters. */
const GIVEN_TO_ALL: ReadonlySet<string> = new Set(["aws_vpc", "aws_subnet", "aws_kms_key"]);

/** So many references are followed one after another: no configuration that can be applied has more. */
const HOPS = 20;

function isResource(found: Found): found is Resource {
  return found !== undefined && !(found instanceof External) && !(found instanceof Unknown);
}

/** The values of an attribute, at the top level or in blocks, like `vpc_config.subnet_ids`. */
function valuesAt(resource: Resource, [attribute = "", ...inner]: readonly string[]): (Value | undefined)[] {
  let values: (Value | undefined)[] = [resource.get(attribute)];
  for (const name of inner) {
    const blocks = values.flatMap((value): readonly (Value | undefined)[] =>
      isList(value) ? value : [value],
    );
    values = blocks.map((value) =>
      isObject(value) ? value[name] : value instanceof Unknown ? value : undefined,
    );
  }
  return values;
}

function along(resource: Resource, path: readonly (string | number)[]): Value | undefined {
  const [attribute, ...inner] = path;
  let value = resource.get(String(attribute));
  for (const step of inner) {
    if (isList(value)) value = typeof step === "number" ? value[step] : undefined;
    else if (isObject(value)) value = value[step];
    else return undefined;
  }
  return value;
}

function references(value: Value): Reference[] {
  if (value instanceof Reference) return [value];
  if (value instanceof Template) return value.parts.flatMap(references);
  return value instanceof Unknown ? [...value.candidates] : [];
}
