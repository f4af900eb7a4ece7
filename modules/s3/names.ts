import { Fn, Op } from "cdktf";
import { matching, type Requirement } from "../refusal";

/**
 * Names of general purpose buckets: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 *
 * Dots are left out, though S3 takes them: the certificate of S3 matches no host name with more of them than its own.
 */
const NAME = "[a-z0-9][a-z0-9-]{1,61}[a-z0-9]";
/** What S3 keeps for names of its own. */
const RESERVED_BEGINNINGS = ["xn--", "sthree-", "amzn-s3-demo-"];
const RESERVED_ENDS = ["-s3alias", "--ol-s3", "--x-s3", "--table-s3"];

export const bucketName: Requirement<string> = {
  allowed:
    "3 to 63 lower-case letters, digits and hyphens, with no hyphen at either end, " +
    `none of ${RESERVED_BEGINNINGS.join(" ")} at the beginning and none of ${RESERVED_ENDS.join(" ")} at the end`,
  fix: "choose a name like acme-orders-invoices, or leave it out",
  isMet: (name) =>
    new RegExp(`^${NAME}$`).test(name) &&
    !RESERVED_BEGINNINGS.some((beginning) => name.startsWith(beginning)) &&
    !RESERVED_ENDS.some((end) => name.endsWith(end)),
  condition: (name) =>
    [
      Fn.can(Fn.regex(`^${NAME}$`, name)),
      ...RESERVED_BEGINNINGS.map((beginning) => Op.not(Fn.startswith(name, beginning))),
      ...RESERVED_ENDS.map((end) => Op.not(Fn.endswith(name, end))),
    ].reduce((all, each) => Op.and(all, each)),
};

export const bucketArn = matching("^arn:[a-z-]+:s3:::[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", {
  allowed: "the ARN of a bucket, without a key behind it",
  fix: "write it like arn:aws:s3:::acme-orders-invoices",
});

export const keyPrefix: Requirement<string> = {
  allowed:
    "the beginning of keys, with no slash at its own beginning, and none of * ? $ { }, which mean something in policies",
  fix: "write it like invoices/",
  isMet: (prefix) => /^[^/*?${}][^*?${}]*$/.test(prefix) && Buffer.byteLength(prefix) <= 1024,
};

/** AWS takes 63 characters, of which the provider adds 26. */
const LONGEST_PREFIX = 37;

/** The beginning of a bucket's name, from the path of its construct. */
export function namePrefix(path: string): string {
  const words = path
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .join("-");
  return `${words.slice(0, LONGEST_PREFIX - 1).replace(/-$/, "")}-`;
}
