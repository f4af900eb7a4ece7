import { type TerraformFunction, untold } from "./arguments";

const OF_FILES = [
  "file",
  "filebase64",
  "filebase64sha256",
  "filebase64sha512",
  "fileexists",
  "filemd5",
  "fileset",
  "filesha1",
  "filesha256",
  "filesha512",
  "templatefile",
  "templatestring",
  "yamldecode",
  "yamlencode",
];

const OF_THE_MOMENT = ["bcrypt", "plantimestamp", "timestamp", "uuid"];

/** Functions whose result is not made from their arguments alone, or whose language is not read here. */
export const outsideFunctions: Readonly<Record<string, TerraformFunction>> = Object.fromEntries([
  ...OF_FILES.map((name) => [name, () => untold(`${name}(...) is not read`)] as const),
  ...OF_THE_MOMENT.map(
    (name) => [name, () => untold(`${name}(...) is known only when Terraform runs`)] as const,
  ),
]);
