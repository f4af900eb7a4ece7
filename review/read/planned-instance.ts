import type { PlannedChange } from "../graph/resource";
import type { Value } from "../graph/value";
import { items, type Json, member, members, text } from "./json";

/** An instance as a plan or a state has it. It only looks into the JSON, since a plan may have a hundred thousand. */
export class PlannedInstance {
  /** @param moduleAddress where the JSON itself does not tell the module */
  constructor(
    private readonly json: Json,
    private readonly moduleAddress = "",
  ) {}

  get address(): string {
    return text(member(this.json, "address")) ?? "";
  }

  get module(): string {
    return text(member(this.json, "module_address")) ?? this.moduleAddress;
  }

  get mode(): "managed" | "data" {
    return member(this.json, "mode") === "data" ? "data" : "managed";
  }

  get type(): string {
    return text(member(this.json, "type")) ?? "";
  }

  get name(): string {
    return text(member(this.json, "name")) ?? "";
  }

  get key(): string | number | undefined {
    const index = member(this.json, "index");
    return typeof index === "string" || typeof index === "number" ? index : undefined;
  }

  /** Values that are known. */
  get after(): Json {
    const change = member(this.json, "change");
    return (change === undefined ? member(this.json, "values") : member(change, "after")) ?? null;
  }

  /** true, or a tree of the same shape with true where a value is not known. */
  get unknown(): Json {
    return member(member(this.json, "change"), "after_unknown") ?? null;
  }

  /** Absent from a state. */
  get change(): PlannedChange | undefined {
    const change = member(this.json, "change");
    return change === undefined ? undefined : new ChangeOfPlan(change);
  }
}

class ChangeOfPlan implements PlannedChange {
  constructor(private readonly json: Json) {}

  get actions(): readonly string[] {
    return items(member(this.json, "actions")).map(String);
  }

  get changed(): readonly string[] {
    const [before, after] = [member(this.json, "before"), member(this.json, "after")];
    const unknown = member(this.json, "after_unknown");
    const names = new Set([...members(before), ...members(after)].map(([name]) => name));
    return [...names].filter((name) => {
      if (member(unknown, name) === true) return true;
      return JSON.stringify(member(before, name)) !== JSON.stringify(member(after, name));
    });
  }

  before(attribute: string): Value | undefined {
    return member(member(this.json, "before"), attribute) ?? undefined;
  }
}
