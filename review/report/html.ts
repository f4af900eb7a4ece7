import { createHash } from "node:crypto";
import type { Path, ReviewResult } from "../result";
import { reasonOf } from "./finding-words";
import { findingHtml } from "./html-finding";
import { pathHtml } from "./html-path";
import { pageScript } from "./html-script";
import { pageStyle } from "./html-style";
import { badge, name, prose } from "./html-text";
import { markup } from "./markup-text";
import { counted, headline, type Outline, outlineOf } from "./outline";
import { visible } from "./plain-text";

/** Paths beyond these are folded, or have no picture: a page with thousands of them must open too. */
const OPEN_PATHS = 20;
const PICTURES = 200;
/** From here on what is out of sight is not laid out. */
const MANY_PATHS = 100;

/**
 * A page for people: one file that needs no network and asks for none. Every path with a picture, its hops to be unfolded; it
 * works without its script too, which adds the filter and the search.
 */
export function htmlReport(result: ReviewResult): string {
  const outline = outlineOf(result);
  const title = `Private paths: ${headline(result)}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${markup(title)}</title>
<style>${pageStyle}</style>
</head>
<body${result.paths.length > MANY_PATHS ? ' class="many"' : ""}>
${headerHtml(result, outline)}
<main>
${controlsHtml(result)}
${pathsHtml(outline)}
${restHtml(result, outline)}
</main>
<script>${pageScript}</script>
</body>
</html>
`;
}

/** Nothing may be loaded, sent or run but this page's own style and script. https://www.w3.org/TR/CSP3/ */
function policy(): string {
  const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  return [
    "default-src 'none'",
    `style-src ${hash(pageStyle)}`,
    `script-src ${hash(pageScript)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

function headerHtml(result: ReviewResult, { warnings, onNoPath }: Outline): string {
  const { broken, unknown, proven } = result.summary;
  const more = [
    warnings.length > 0 ? counted(warnings.length, "warning") : "",
    onNoPath.length > 0 ? `${counted(onNoPath.length, "finding")} on no path` : "",
    result.suppressed.length > 0 ? `${result.suppressed.length} suppressed` : "",
  ].filter(Boolean);
  const total = counted(broken + unknown + proven, "path");
  return `<header>
<h1>Private paths</h1>
<p class="tally">${total}: ${badge("BROKEN", `${broken} broken`)}${badge("UNKNOWN", `${unknown} unknown`)}${badge("PROVEN", `${proven} proven`)}${more.length > 0 ? `<span class="more">${more.join(", ")}</span>` : ""}</p>
<ul class="inputs">${result.inputs.map((input) => `<li>${name(input)}</li>`).join("")}</ul>
</header>`;
}

/** For the script, which shows it. */
function controlsHtml({ summary, paths }: ReviewResult): string {
  if (paths.length < 2) return "";
  const choices = [
    ["all", "All", summary.broken + summary.unknown + summary.proven],
    ["broken", "Broken", summary.broken],
    ["unknown", "Unknown", summary.unknown],
    ["proven", "Proven", summary.proven],
  ] as const;
  const radios = choices.map(
    ([value, label, number]) =>
      `<label><input type="radio" name="verdict" value="${value}"${value === "all" ? " checked" : ""}><span>${label} <b>${number}</b></span></label>`,
  );
  return `<form class="controls" hidden>
<fieldset><legend>Show paths</legend>${radios.join("")}</fieldset>
<label class="search"><span>Search</span><input type="search" placeholder="Address, rule, text" autocomplete="off" spellcheck="false"></label>
<output aria-live="polite"></output>
</form>`;
}

function pathsHtml(outline: Outline): string {
  const paths = [...outline.notProven, ...outline.proven];
  const html = (path: Path, index: number) =>
    pathHtml(path, outline.ofWholePath(path), {
      id: `path-${index + 1}`,
      open: index < OPEN_PATHS && (path.verdict !== "PROVEN" || paths.length === 1),
      picture: index < PICTURES,
    });
  return section(
    "Paths",
    paths.length === 0 ? "<p>There was no path to prove.</p>" : paths.map(html).join("\n"),
  );
}

function restHtml(result: ReviewResult, { onNoPath }: Outline): string {
  const suppressed = result.suppressed.map((each) => {
    const { rule, title, path, hop, address } = each.finding;
    const where = [path, hop, address].filter((part) => part !== undefined);
    return `<li><p><b>${markup(rule)}</b> ${markup(title)}</p>${where.length > 0 ? `<p>${where.map(name).join(", ")}</p>` : ""}<p>Because ${prose(reasonOf(each))}</p></li>`;
  });
  const notices = result.notices.map((notice) => `<li>${prose(visible(notice))}</li>`);
  return [
    onNoPath.length > 0 &&
      section("Findings on no path", folded(onNoPath.map((finding) => findingHtml(finding)))),
    suppressed.length > 0 && section("Suppressed", folded([`<ul class="list">${suppressed.join("")}</ul>`])),
    notices.length > 0 && section("Notices", folded([`<ul class="list">${notices.join("")}</ul>`])),
  ]
    .filter(Boolean)
    .join("\n");
}

/** A long list is to be unfolded. */
function folded(items: readonly string[]): string {
  const few = items.slice(0, OPEN_PATHS).join("\n");
  const others = items.slice(OPEN_PATHS);
  return others.length === 0
    ? few
    : `${few}\n<details class="others"><summary>${others.length} more</summary>\n${others.join("\n")}\n</details>`;
}

const section = (title: string, content: string) => `<section>\n<h2>${title}</h2>\n${content}\n</section>`;
