import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readInputs } from "../../../review/read/inputs";
import type { Finding, Path, ReviewResult } from "../../../review/result";
import { review } from "../../../review/review";
import { CORPUS, type ExpectedPath, expectedIn, foldersIn, TRAPS, variantOf } from "./folders";

const broken = ({ findings }: ReviewResult) => findings.filter(({ verdict }) => verdict === "BROKEN");

const inWords = ({ rule, address, path, found }: Finding) => `${rule} at ${address} on ${path}: ${found}`;

const wordsOf = ({ title, found, needed, why, fix }: Finding) => [title, found, needed, why, fix].join("\n");

/**
 * What the corpus holds to be open, and the review to be proven, by the end of the path. Whoever adds to this has to know why.
 */
const PROVEN_ALL_THE_SAME: Readonly<Record<string, readonly string[]>> = {
  // The rules of both groups have the whole range of which Docker takes host ports, and the instances pull through a NAT gateway.
  "ec2-bridge-dynamic-ports": ["aws_ecs_service.main", "image:httpd:2.4"],
  // The instances are of one scaling group in the files, with its subnets, group and role.
  "ec2-capacity-isolated": ["service:ecr.api", "service:s3", "service:logs"],
  // The consumer's half is proven; a notice of X-ACC says what is not in the files.
  "lattice-shared-consumer-half": [
    "arn:aws:vpc-lattice:eu-central-1:111122223333:resourceconfiguration/rcfg-0123456789abcdef0",
  ],
  // Whatever address API Gateway comes from, 0.0.0.0/0 has it.
  "nlb-admits-anyone": ["aws_ecs_service.main"],
  // Whether Service Connect finds the name is another question than whether the connection is let through.
  "service-connect-shared-group": ["aws_ecs_service.backend"],
};

describe("what works", () => {
  const folder = (name: string) => join(CORPUS, "working", name);

  it.each(foldersIn(join(CORPUS, "working")))(
    "%s is not called broken, and proven as far as the files tell",
    async (name) => {
      const model = await readInputs([folder(name)]);
      const { paths = [] } = expectedIn(folder(name));
      const inferred = review(model);
      // What nobody infers, like a function's path to a database in its own VPC, a person asks for.
      const asked = paths.filter((path) => matching(inferred, path).length === 0 && isAddress(path.to));
      const result = asked.length === 0 ? inferred : review(model, { paths: asked });
      expect(broken(result).map(inWords)).toEqual([]);
      expect(result.paths.filter(({ verdict }) => verdict === "BROKEN")).toEqual([]);
      const verdicts = paths.map((path) => [idOf(path), verdictOf(matching(result, path))]);
      const more = PROVEN_ALL_THE_SAME[name] ?? [];
      const wanted = ({ to, shouldBe }: ExpectedPath) => (more.includes(to) ? "PROVEN" : shouldBe);
      expect(verdicts).toEqual(paths.map((path) => [idOf(path), wanted(path)]));
    },
  );
});

describe("what has one fault", () => {
  const folder = (name: string) => join(CORPUS, "broken", name);

  it.each(foldersIn(join(CORPUS, "broken")))("%s is told at its address", async (name) => {
    const { fault } = expectedIn(folder(name));
    if (!fault) throw new Error(`${name} has no fault.`);
    const result = review(await readInputs([variantOf(folder(name))]));
    const places = [fault.address, ...(fault.orAt ?? [])];
    const told = broken(result).filter(({ address }) => places.includes(address ?? ""));
    const named = told.filter((finding) => fault.keywords.every((word) => wordsOf(finding).includes(word)));
    if (named.length === 0) {
      const instead = result.findings.map((finding) => `${finding.verdict} ${inWords(finding)}`).join("\n");
      throw new Error(
        `Nothing broken at ${places.join(" or ")} has ${fault.keywords.join(" and ")}, but:\n${instead}`,
      );
    }
  });
});

describe("the traps", () => {
  const traps = trapsOfReadme();

  it("are all in the table, and all of the table are there", () => {
    expect(traps.map(({ name }) => name).sort()).toEqual(foldersIn(TRAPS));
  });

  it.each(traps)("$name is found where it is, and nothing else", async ({ name, places }) => {
    const result = review(await readInputs([join(TRAPS, name)]));
    const at = new Set(broken(result).map(({ address }) => address ?? "nowhere"));
    expect([...at].filter((address) => places.includes(address))).not.toEqual([]);
    expect(
      broken(result)
        .filter(({ address }) => !places.includes(address ?? ""))
        .map(inWords),
    ).toEqual([]);
  });
});

function isAddress(to: string): boolean {
  return /^(data\.|module\.)?[a-z0-9_]+\.[\w"[\].-]+$/.test(to) && !to.includes("amazonaws");
}

const idOf = ({ from, to, port }: ExpectedPath) => `${from} -> ${to}:${port}`;

function matching({ paths }: ReviewResult, expected: ExpectedPath): Path[] {
  const begin = pattern(expected.from);
  const end = destination(expected.to);
  const same = paths.filter(({ from, to }) => begin.test(from) && end(to));
  // The port of a database in another account, or of a service, may not be known.
  const exact = same.filter(({ port }) => port === expected.port);
  return exact.length > 0 ? exact : same.filter(({ port }) => port === undefined);
}

/** Of several ways, the worst counts. */
function verdictOf(paths: readonly Path[]): string {
  for (const verdict of ["BROKEN", "UNKNOWN", "PROVEN"]) {
    if (paths.some((path) => path.verdict === verdict)) return verdict;
  }
  return "no path";
}

function destination(to: string): (name: string) => boolean {
  if (to.startsWith("service:")) {
    const suffix = to.slice("service:".length);
    // Where a resource of the service is in the files, the path leads to that.
    const resource = new RegExp(`^(module\\..*\\.)?aws_${suffix}_\\w+\\.`);
    return (name) => (name.includes("amazonaws") && name.endsWith(`.${suffix}`)) || resource.test(name);
  }
  if (to.startsWith("image:")) {
    const [host = ""] = to.slice("image:".length).split("/");
    const registry = host.includes(".") && to.includes("/") ? host : "docker.io";
    return (name) => name === registry || (registry === "docker.io" && /(^|\.)docker\.(io|com)$/.test(name));
  }
  const exact = pattern(to);
  return (name) => exact.test(name);
}

function pattern(text: string): RegExp {
  const parts = text.split("*").map((part) => part.replace(/[.[\]"()+?^$|\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`);
}

/** The rows of the tables of examples/traps: the name of each trap, and the addresses behind the colon of its cause. */
function trapsOfReadme(): { readonly name: string; readonly places: readonly string[] }[] {
  const text = readFileSync(join(TRAPS, "README.md"), "utf8");
  return text.split("\n").flatMap((line) => {
    const [, name, , cause = ""] = line.split("|").map((cell) => cell.trim());
    const link = /^\[([a-z0-9-]+)\]/.exec(name ?? "");
    if (!link) return [];
    const where = cause.slice(cause.lastIndexOf(": `"));
    const places = [...where.matchAll(/`(aws_[a-z0-9_]+\.[\w-]+)`/g)].map(([, address]) => address as string);
    // Of rules, their groups are as good a place.
    const groups = where.includes("and their groups")
      ? ["report", "endpoint", "gateway", "database"].map((group) => `aws_security_group.${group}`)
      : [];
    return [{ name: link[1] as string, places: [...places, ...groups] }];
  });
}
