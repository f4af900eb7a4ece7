import { type TerraformStack, Testing } from "cdktf";
import { stackOfJson } from "../../review/read/json-input";
import { modelOf } from "../../review/read/model";
import { mermaidFlowchart } from "../../review/report/mermaid-flowchart";
import { review } from "../../review/review";
import { type ApiModel, exportsOf } from "./api-model";
import { builtTable } from "./built";
import { placedResources } from "./constructs";
import { inputTables } from "./inputs";
import type { ModulePage } from "./module-pages";
import { outputTables } from "./outputs";
import type { Parts } from "./page";
import { pictureOf } from "./picture";
import { refusalTable, saidTo } from "./refusals";

/** What the generated parts of a module's page follow from. */
export interface Material {
  readonly name: string;
  readonly page: ModulePage;
  readonly api: ApiModel;
  /** The example, made and not yet synthesized. */
  readonly stack: TerraformStack;
  /** The example's source. */
  readonly source: string;
  /** What the module exports at run time. */
  readonly exported: Readonly<Record<string, unknown>>;
  /** Makes a mistake, and gives what was said to it. */
  readonly refusal: (mistake: (stack: TerraformStack) => void) => string;
}

/** The generated parts of a module's page, from its types, its docstrings, an example and mistakes. */
export function generatedParts({ name, page, api, stack, source, exported, refusal }: Material): Parts {
  const json = Testing.synth(stack, true);
  const declared = exportsOf(api, name);
  const placed = placedResources(stack, json, new Set(Object.values(exported)));
  const mistakes = Object.entries(page.mistakes).map(([title, mistake]) => ({
    title,
    said: refusal(mistake),
  }));
  return {
    picture: `${mermaid(pictureOf(placed))}\n\n${builtTable(placed)}`,
    ...(page.path === undefined ? {} : { path: mermaid(drawnPath(name, json, page.path)) }),
    example: `\`\`\`ts\n${constructCode(source)}\`\`\``,
    inputs: inputTables(declared, page.first),
    outputs: outputTables(declared, page.first),
    refusals: [refusalTable(declared, page.first), saidTo(mistakes)]
      .filter((part) => part !== "")
      .join("\n\n"),
  };
}

const mermaid = (text: string) => `\`\`\`mermaid\n${text}\n\`\`\``;

/** @throws Error unless every hop of the path is proven: a page shows no other */
function drawnPath(name: string, json: string, beginning: string): string {
  const { stack, described } = stackOfJson(name, JSON.parse(json), "");
  const { paths } = review(modelOf([stack], [described], []));
  const path = paths.find(({ id }) => id.startsWith(beginning));
  if (path?.verdict === "PROVEN") return mermaidFlowchart(path);
  const found = path ? `is ${path.verdict}` : `is none of ${paths.map(({ id }) => id).join(", ")}`;
  throw new Error(`The path ${beginning} of the example of ${name} ${found}.`);
}

/** What stands in the constructor of an example, below the call of `super`. */
export function constructCode(source: string): string {
  const [, code = ""] = /super\(scope, id, environment\);\n(.*?)^ {2}\}$/ms.exec(source) ?? [];
  return code.replace(/^ {4}/gm, "");
}
