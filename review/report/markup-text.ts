import { visible } from "./plain-text";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text from the files that were read as text or attribute of HTML or XML. It holds no character that XML 1.0 forbids. */
export function markup(text: string): string {
  return escapeMarkup(visible(text));
}

/** The same for text whose line breaks are meant. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
