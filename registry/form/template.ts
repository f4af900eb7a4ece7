/** A text of Terraform's JSON as a quoted text within an expression: what is in `${...}` is an expression already, and stays. */
export function quoted(text: string): string {
  let depth = 0;
  let result = "";
  for (let index = 0; index < text.length; index++) {
    const begins = text.startsWith("${", index) && text[index - 1] !== "$";
    if (depth === 0 && !begins) {
      result += JSON.stringify(text[index]).slice(1, -1);
      continue;
    }
    if (begins) depth++;
    else if (text[index] === "{" && text[index - 1] !== "$") depth++;
    else if (text[index] === "}") depth--;
    result += text[index];
  }
  return `"${result}"`;
}

/** What stands in a text that is one expression and nothing else. */
export function bare(text: string): string {
  return text.replace(/^\$\{([\s\S]*)\}$/, "$1");
}
