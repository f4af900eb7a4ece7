import type { Check, Element, Gate } from "../draft";

/** Elements of a path one after another, with the gates between them. */
export class PathBuilder {
  readonly elements: Element[] = [];
  readonly gates: Gate[] = [];

  get last(): number {
    return this.elements.length - 1;
  }

  /** What an earlier element has among its parts is not counted again. */
  add(element: Element): void {
    const earlier = this.elements.flatMap(({ resource, parts = [] }) => [resource, ...parts]);
    const parts = element.parts?.filter((part) => !earlier.includes(part));
    this.elements.push(parts ? { ...element, parts } : element);
  }

  /** A gate between the last two elements. */
  hop(title: string, checks: readonly Check[]): void {
    this.gates.push({ title, between: [Math.max(0, this.last - 1), this.last], checks });
  }

  /** A gate at the last element. */
  here(title: string, checks: readonly Check[]): void {
    this.gates.push({ title, between: [this.last, this.last], checks });
  }

  /** Gates that were made for the last two elements. */
  hops(make: (between: readonly [number, number]) => readonly Gate[]): void {
    this.gates.push(...make([Math.max(0, this.last - 1), this.last]));
  }
}
