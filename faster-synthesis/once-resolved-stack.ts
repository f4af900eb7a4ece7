import {
  Aspects,
  DefaultTokenResolver,
  StringConcat,
  TerraformElement,
  TerraformStack,
  Tokenization,
} from "cdktf";
import { deepMerge } from "cdktf/lib/util";
import type { IConstruct } from "constructs";

/**
 * A stack whose tokens are resolved once. cdktf resolves the whole configuration three times: to find what a stack takes from others,
 * to write each element, and to write all of them. What the first one gave is kept here for the other two, a third of the time of
 * a synthesis. With aspects, which may change elements in between, everything is as in cdktf.
 */
export abstract class OnceResolvedStack extends TerraformStack {
  private readonly resolved = new Map<TerraformElement, object>();

  override prepareStack(): void {
    this.ensureBackendExists();
    for (const element of elementsOf(this)) this.resolved.set(element, this.resolve(element, true));
  }

  override toTerraform(): object {
    const elements = elementsOf(this);
    if (hasAspects(this)) this.resolved.clear();
    const fragments = elements.map((element) => this.resolved.get(element) ?? this.resolve(element, false));
    // Whoever synthesizes again may have changed something.
    this.resolved.clear();
    const nothing = () => ({});
    for (const element of elements) element.toTerraform = nothing;
    try {
      // Overrides of the whole stack are in the rest, and have the last word.
      const rest = super.toTerraform();
      return deepMerge({}, ...fragments, rest);
    } finally {
      for (const element of elements) delete (element as { toTerraform?: unknown }).toTerraform;
    }
  }

  private resolve(element: TerraformElement, preparing: boolean): object {
    const resolver = new DefaultTokenResolver(new StringConcat());
    return Tokenization.resolve(element.toTerraform(), { scope: this, resolver, preparing });
  }
}

/** The elements that are this stack's own, not those of stacks in it. */
function elementsOf(scope: IConstruct): TerraformElement[] {
  const children = scope.node.children.filter((child) => !TerraformStack.isStack(child));
  return [
    ...(TerraformElement.isTerraformElement(scope) ? [scope] : []),
    ...children.flatMap((child) => elementsOf(child)),
  ];
}

function hasAspects(stack: TerraformStack): boolean {
  return stack.node.findAll().some((construct) => Aspects.of(construct).all.length > 0);
}
