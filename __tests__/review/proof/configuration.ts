/** The arguments of a block, of any shape. */
// biome-ignore lint/suspicious/noExplicitAny: JSON that tests take apart and change
export type Arguments = Record<string, any>;

/** A configuration in Terraform's JSON syntax, as far as tests take it apart. */
export interface Configuration {
  [block: string]: unknown;
  resource: Record<string, Record<string, Arguments>>;
  data?: Record<string, Record<string, Arguments>>;
}

/** One resource of a configuration. */
export interface Written {
  readonly type: string;
  readonly name: string;
  readonly address: string;
  readonly arguments: Arguments;
}

/** The resources of some types, in the order of the file. */
export function written({ resource }: Configuration, ...types: readonly string[]): Written[] {
  return types.flatMap((type) =>
    Object.entries(resource[type] ?? {}).map(([name, values]) => ({
      type,
      name,
      address: `${type}.${name}`,
      arguments: values,
    })),
  );
}

/** The address in a reference like `${aws_vpc.main.id}`; undefined if the text is no reference to a resource. */
export function referredAddress(text: unknown): string | undefined {
  return typeof text === "string" ? /^\$\{((?:data\.)?[a-z0-9_]+\.[\w-]+)\./.exec(text)?.[1] : undefined;
}

/** Arguments at an address. */
export function at(configuration: Configuration, address: string): Arguments {
  const [type = "", name = ""] = address.split(".");
  const found = configuration.resource[type]?.[name];
  if (!found) throw new Error(`There is no ${address}.`);
  return found;
}
