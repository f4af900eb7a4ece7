import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  FORMATS,
  InputError,
  isBroken,
  isUnknown,
  PathRequestError,
  readPathRequest,
  readReviewFile,
  reviewFiles,
  reviewJson,
  rulesInOrder,
} from "../../review";
import { runCommand } from "../../review/command";
import { TRAPS } from "./proof/folders";
import { synthesizedFolder } from "./proof/stacks";

const trap = join(TRAPS, "port-mismatch");
const stack = join(synthesizedFolder(), "stacks", "rds-private-link", "cdk.tf.json");
const path = "aws_security_group.application -> aws_db_instance.database:3306";

async function commandSays(...words: string[]): Promise<string> {
  let said = "";
  const keep = (text: string) => {
    said += text;
  };
  const surroundings = { environment: {}, isTerminal: false, columns: undefined };
  await runCommand(["review", ...words], { say: keep, complain: keep, ...surroundings });
  return said;
}

describe("the review for programs", () => {
  it("says of files what the command says", async () => {
    const result = await reviewFiles([trap]);
    expect(isBroken(result)).toBe(true);
    expect(FORMATS.text(result)).toBe(await commandSays(trap));
    expect(result.findings.map(({ rule }) => rule)).toEqual(["API-01"]);
  });

  it("takes what is declared, and what is accepted", async () => {
    const declared = readReviewFile("private-paths.json", {
      paths: [path],
      suppressions: [{ rule: "API-01", address: "*", reason: "It is a trap." }],
    });
    const accepted = await reviewFiles([trap], { suppressions: declared.suppressions });
    expect([isBroken(accepted), accepted.suppressed.length]).toEqual([false, 1]);
    const asked = await reviewFiles([stack], { paths: declared.paths });
    expect(asked.paths.filter(({ origin }) => origin === "declared")).toEqual([
      expect.objectContaining({ id: path, verdict: "PROVEN" }),
    ]);
  });

  it("gives the same of JSON at hand, as text and as an object", async () => {
    const text = readFileSync(stack, "utf8");
    const { summary } = await reviewFiles([stack]);
    expect(summary).toMatchObject({ broken: 0, unknown: 0 });
    expect(reviewJson(text).summary).toEqual(summary);
    expect(reviewJson(JSON.parse(text)).summary).toEqual(summary);
    expect(isUnknown(reviewJson(text))).toBe(false);
  });

  it("holds it against the paths of an earlier review", () => {
    const json = JSON.parse(readFileSync(stack, "utf8"));
    const { paths: before } = reviewJson(json);
    expect(reviewJson(json, { before }).findings).toEqual([]);
    delete json.resource.aws_vpc_security_group_egress_rule;
    const after = reviewJson(json, { before });
    expect(isBroken(after)).toBe(true);
    expect(after.findings.map(({ rule }) => rule)).toContain("CHG-01");
    expect(reviewJson(json).findings.map(({ rule }) => rule)).not.toContain("CHG-01");
  });

  it("refuses what it cannot read or find, with errors of its own", async () => {
    await expect(reviewFiles(["nowhere"])).rejects.toThrow(InputError);
    expect(() => reviewJson("[]")).toThrow(InputError);
    expect(() => reviewJson([])).toThrow(InputError);
    const text = readFileSync(stack, "utf8");
    const paths = [readPathRequest("aws_instance.none -> logs")];
    expect(() => reviewJson(text, { paths })).toThrow(PathRequestError);
  });

  it("lists every rule once", () => {
    const ids = rulesInOrder().map(({ id }) => id);
    expect(ids).toContain("API-01");
    expect(new Set(ids).size).toBe(ids.length);
  });
});
