import type { Finding, Hop, Path } from "../result";
import { findingHtml } from "./html-finding";
import { badge, name, prose, sign } from "./html-text";
import { markup } from "./markup-text";
import { counted, isError } from "./outline";
import { pathLine, pathRemarks } from "./path-line";
import { pathSvg } from "./path-svg";
import { visible } from "./plain-text";

interface PathHtmlOptions {
  /** Unique in the page. */
  readonly id: string;
  readonly open: boolean;
  /** Whether it has a picture, or only a line. */
  readonly picture: boolean;
}

/** A path to be unfolded: its picture, and below it its hops. */
export function pathHtml(
  path: Path,
  ofWholePath: readonly Finding[],
  { id, open, picture }: PathHtmlOptions,
): string {
  const verdict = path.verdict.toLowerCase();
  const warnings = [...ofWholePath, ...path.hops.flatMap((hop) => hop.findings)].filter(
    (each) => !isError(each),
  );
  const remarks = [
    pathRemarks(path),
    counted(path.hops.length, "hop"),
    ...(warnings.length > 0 ? [counted(warnings.length, "warning")] : []),
  ].join(", ");
  const hops = path.hops.map((hop, index) => hopHtml(hop, index, `${id}-hop-${index + 1}`));
  return `<details class="path ${verdict}" id="${id}" data-verdict="${verdict}"${open ? " open" : ""}>
<summary>${badge(path.verdict)}<span class="id">${name(path.id)}</span><span class="remarks">${markup(remarks)}</span></summary>
${picture ? picturesHtml(path, id) : `<p class="line">${pathLine(path).map(name).join(" ")}</p>`}
<ol class="hops">${hops.join("\n")}</ol>
${ofWholePath.map(findingHtml).join("\n")}
</details>`;
}

/** For wide, middling and narrow screens, of which the style shows one. */
function picturesHtml(path: Path, id: string): string {
  const linkOf = (hop: number) => `#${id}-hop-${hop + 1}`;
  const draw = (options: Parameters<typeof pathSvg>[1]) =>
    pathSvg(path, { ...options, linkOf, standalone: false });
  const wide = draw({ direction: "row" });
  const narrow = draw({ direction: "column" });
  const variants =
    path.elements.length > 3
      ? [
          ["wide", wide],
          ["middling", draw({ direction: "row", mostInRow: 3 })],
          ["narrow", narrow],
        ]
      : [
          ["wide middling", wide],
          ["narrow", narrow],
        ];
  return `<div class="picture">${variants.map(([kind, svg]) => `<div class="${kind}">${svg}</div>`).join("")}</div>`;
}

function hopHtml({ title, verdict, evidence, findings }: Hop, index: number, id: string): string {
  const errors = findings.filter(isError);
  const warnings = findings.length - errors.length;
  const rules = [...new Set(errors.map(({ rule }) => visible(rule)))].join(", ");
  const remarks = [rules, warnings > 0 ? counted(warnings, "warning") : ""].filter(Boolean).join(", ");
  const kind = verdict.toLowerCase();
  const shown = evidence.map(({ rule, text }) => `<li><b>${markup(rule)}</b> ${prose(visible(text))}</li>`);
  const nothing =
    evidence.length + findings.length === 0 ? '<p class="nothing">Nothing more is known of it.</p>' : "";
  return `<li><details class="hop ${kind}" id="${id}"${verdict === "PROVEN" ? "" : " open"}>
<summary><span class="number">${sign(verdict)}${index + 1}</span><span class="title">${markup(title)}</span><span class="word">${kind}</span>${remarks === "" ? "" : `<span class="remarks">${markup(remarks)}</span>`}</summary>
<div class="body">${findings.map(findingHtml).join("\n")}${shown.length > 0 ? `<ul class="evidence">${shown.join("")}</ul>` : ""}${nothing}</div>
</details></li>`;
}
