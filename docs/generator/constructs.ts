import { TerraformElement, TerraformResource, type TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";

/** A resource of a synthesized stack, and the constructs of the documented module that it is in, outermost first. */
export interface PlacedResource {
  readonly type: string;
  readonly address: string;
  /** Its arguments as Terraform reads them. */
  readonly written: Readonly<Record<string, unknown>>;
  readonly within: readonly IConstruct[];
  /** The construct of the stack that it is in, whichever module that is of. */
  readonly top: IConstruct;
}

/** Every resource of a stack, and where in the tree of constructs it is. */
export function placedResources(
  stack: TerraformStack,
  json: string,
  classes: ReadonlySet<unknown>,
): PlacedResource[] {
  const { resource = {} } = JSON.parse(json) as Synthesized;
  return stack.node.findAll().flatMap((element) => {
    if (!TerraformElement.isTerraformElement(element) || !isResource(element)) return [];
    const type = element.terraformResourceType;
    const name = element.friendlyUniqueId;
    const scopes = element.node.scopes.slice(element.node.scopes.indexOf(stack) + 1, -1);
    return [
      {
        type,
        address: `${type}.${name}`,
        written: resource[type]?.[name] ?? {},
        within: scopes.filter((scope) => classes.has(scope.constructor)),
        top: scopes[0] ?? element,
      },
    ];
  });
}

interface Synthesized {
  readonly resource?: Record<string, Record<string, Record<string, unknown>>>;
}

const isResource = (element: TerraformElement): element is TerraformResource =>
  TerraformResource.isTerraformResource(element);

/** The name of a construct's class, and its id. */
export const nameOf = (construct: IConstruct) => `${construct.constructor.name} ${construct.node.id}`;

/** Addresses that arguments refer to, each once. */
export function addressesIn(written: unknown): string[] {
  const text = JSON.stringify(written) ?? "";
  return [
    ...new Set(
      [...text.matchAll(/\b(aws_[a-z0-9_]+\.[A-Za-z][A-Za-z0-9_-]*)\./g)].map(([, found]) => found as string),
    ),
  ];
}
