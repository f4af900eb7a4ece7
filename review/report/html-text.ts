import type { Verdict } from "../verdict";
import { escapeMarkup, markup } from "./markup-text";
import { visible } from "./plain-text";
import { VERDICT_SIGNS, WARNING_SIGN } from "./verdict-signs";

/** A name or an address as code, which may be broken behind its marks of punctuation. */
export const name = (text: string) => `<code>${breakable(visible(text))}</code>`;

const breakable = (shown: string) => escapeMarkup(shown).replace(/[._/](?=[^\s._/])/g, "$&<wbr>");

/** What stands between spaces and ordinary punctuation, with the keys of an address like `module.shop["eu.1"]`. */
const WORD = /(?:[\w.*:/-]|\[(?:"[^"\s]*"|\d+|\*)\])+/g;
/** What is to be read letter by letter: addresses of resources and networks, ports, ids, ARNs, services, actions. */
const EXACT =
  /[a-z\d]_[a-z\d]|^(?:tcp|udp|icmp)\/\d|^\d+\.\d+\.\d+\.\d+|^[a-z]+-[\da-f]{8,}$|^arn:|^com\.amazonaws\.|^[a-z\d-]+:[A-Z][A-Za-z]|^(?:module|data)\.\w/;

/** Sentences in which names stand as code. What is given is shown as it is, see `visible`. */
export function prose(shown: string): string {
  let html = "";
  let end = 0;
  for (const { 0: match, index } of shown.matchAll(WORD)) {
    const word = match.replace(/[.:]+$/, "");
    if (!EXACT.test(word)) continue;
    html += `${escapeMarkup(shown.slice(end, index))}<code>${breakable(word)}</code>`;
    end = index + word.length;
  }
  return html + escapeMarkup(shown.slice(end));
}

/** A verdict in a word, with its sign, so that it is never told by colour alone. */
export function badge(verdict: Verdict | "WARNING", text?: string): string {
  const kind = verdict.toLowerCase();
  const word = text ?? kind[0]?.toUpperCase() + kind.slice(1);
  return `<span class="badge ${kind}">${sign(verdict)}${markup(word)}</span>`;
}

export function sign(verdict: Verdict | "WARNING"): string {
  const lines = verdict === "WARNING" ? WARNING_SIGN : VERDICT_SIGNS[verdict];
  return `<svg class="sign" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="M8 8${lines}"/></svg>`;
}
