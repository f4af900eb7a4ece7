import { Token } from "cdktf";
import type { Inspection } from "../refusal";

/** Which images of a repository go. */
export interface ImageExpiry {
  /** Days that one without a tag is kept. */
  readonly untaggedImageRetentionInDays: number;
  /** How many with a tag are kept. */
  readonly taggedImageCount: number;
}

/** Tells what is wrong with when images go. */
export function inspectImageExpiry(inspection: Inspection, expiry: ImageExpiry): void {
  for (const [input, number] of Object.entries(expiry)) {
    // The text of a policy cannot have a number in it that only Terraform knows.
    inspection.refuseUnless(!Token.isUnresolved(number) && Number.isInteger(number) && number >= 1, {
      input,
      given: number,
      allowed: "a whole number from 1, known at synthesis",
      fix: "write the number, like 14 days or 100 images",
    });
  }
}

/**
 * The lifecycle policy of a repository. Its rules are in the order of their priorities, since the provider takes any other order for
 * a change: https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
 */
export function imageExpiry({ untaggedImageRetentionInDays, taggedImageCount }: ImageExpiry): string {
  const rules = [
    {
      description: "Expire images without a tag",
      selection: {
        tagStatus: "untagged",
        countType: "sinceImagePushed",
        countUnit: "days",
        countNumber: untaggedImageRetentionInDays,
      },
    },
    {
      description: "Keep the newest images with a tag",
      // Not tagStatus "any", which would count images without a tag too.
      selection: {
        tagStatus: "tagged",
        tagPatternList: ["*"],
        countType: "imageCountMoreThan",
        countNumber: taggedImageCount,
      },
    },
  ];
  return JSON.stringify({
    rules: rules.map((rule, index) => ({ rulePriority: index + 1, ...rule, action: { type: "expire" } })),
  });
}
