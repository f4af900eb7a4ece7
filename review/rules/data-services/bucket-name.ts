import type { Resource } from "../../graph/resource";
import { settle } from "../../read/expression/settle";
import { broken, type Judgement } from "../../verdict";
import type { ResourceRule } from "../rule";

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export const bucketName: ResourceRule = {
  id: "S3-01",
  title: "S3 takes the name of the bucket",
  types: ["aws_s3_bucket"],
  check,
};

function check(bucket: Resource): Judgement | undefined {
  const name = settle(bucket.get("bucket") ?? null);
  if (typeof name !== "string" || name === "") return undefined;
  const fault = faultOf(name);
  if (fault === undefined) return undefined;
  return broken({
    at: bucket,
    found: `bucket of ${bucket.address} is ${name}, which ${fault}`,
    needed: "3 to 63 lower-case letters, digits, dots and hyphens, with a letter or digit at both ends",
    why: "S3 refuses other names at apply (InvalidBucketName).",
    fix: `bucket = "${name
      .toLowerCase()
      .replace(/[^a-z0-9.-]+/g, "-")
      .replace(/^[.-]+|[.-]+$/g, "")
      .slice(0, 63)}"`,
  });
}

function faultOf(name: string): string | undefined {
  if (name.length < 3 || name.length > 63) return `has ${name.length} characters`;
  if (/[A-Z]/.test(name)) return "has capital letters";
  if (/[^a-z0-9.-]/.test(name)) return "has other characters than letters, digits, dots and hyphens";
  if (!/^[a-z0-9].*[a-z0-9]$/.test(name)) return "begins or ends with a dot or hyphen";
  if (name.includes("..")) return "has two dots side by side";
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return "looks like an IP address";
  return undefined;
}
