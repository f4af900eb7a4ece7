/** As much as the pages need of what TypeDoc writes with `--json`: https://typedoc.org/documents/Options.Output.html#json */

export enum Kind {
  Module = 2,
  Variable = 32,
  Function = 64,
  Class = 128,
  Interface = 256,
  Constructor = 512,
  Property = 1024,
  Method = 2048,
  Accessor = 262144,
  TypeAlias = 2097152,
}

export interface Words {
  readonly kind: string;
  readonly text: string;
}

export interface Comment {
  readonly summary: readonly Words[];
  readonly blockTags?: readonly { readonly tag: string; readonly content: readonly Words[] }[];
}

export interface Signature {
  readonly name: string;
  readonly comment?: Comment;
  readonly parameters?: readonly Declaration[];
  readonly type?: ApiType;
}

/** A class, an interface, one of its members, a function, a parameter. */
export interface Declaration {
  readonly id: number;
  readonly name: string;
  readonly kind: Kind;
  readonly flags: {
    readonly isOptional?: boolean;
    readonly isStatic?: boolean;
    readonly isRest?: boolean;
    readonly isReadonly?: boolean;
  };
  readonly comment?: Comment;
  readonly children?: readonly Declaration[];
  readonly signatures?: readonly Signature[];
  readonly indexSignatures?: readonly Signature[];
  readonly getSignature?: Signature;
  readonly type?: ApiType;
  readonly extendedTypes?: readonly ApiType[];
  readonly defaultValue?: string;
}

/** A type. Which members there are depends on `type`. */
export interface ApiType {
  readonly type: string;
  readonly name?: string;
  readonly value?: string | number | boolean | null;
  readonly operator?: string;
  readonly target?: number | ApiType | object;
  readonly types?: readonly ApiType[];
  readonly typeArguments?: readonly ApiType[];
  readonly elementType?: ApiType;
  readonly elements?: readonly ApiType[];
  readonly element?: ApiType;
  readonly declaration?: Declaration;
  readonly objectType?: ApiType;
  readonly indexType?: ApiType;
  readonly queryType?: ApiType;
}

export interface ApiModel {
  readonly children: readonly Declaration[];
}

/** What a module exports. @throws Error if the reference has no such module */
export function exportsOf({ children }: ApiModel, module: string): readonly Declaration[] {
  const found = children.find(({ name }) => name === `private-paths/${module}`);
  if (!found?.children) throw new Error(`The API reference has no module ${module}.`);
  return found.children;
}

/** The signatures of a method, a function or a constructor, or the one by which an accessor is read. */
export function signaturesOf({ signatures, getSignature, type }: Declaration): readonly Signature[] {
  return signatures ?? (getSignature ? [getSignature] : (type?.declaration?.signatures ?? []));
}
