import { CALLERS_TAGS } from "./module";
import { quoted } from "./template";

/** Tags that are those of the caller and perhaps more, of which the latter have the last word, as in the constructs. */
export function mergedTags(tags: Readonly<Record<string, string>>): string {
  const own = Object.entries(tags).filter(([key]) => key !== CALLERS_TAGS);
  if (own.length === 0) return "${var.tags}";
  const pairs = own.map(([key, value]) => `${quoted(key)} = ${quoted(value)}`);
  return `\${merge(var.tags, { ${pairs.join(", ")} })}`;
}
