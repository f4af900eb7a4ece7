import { Repository } from "../../../modules/ecr";
import type { Mistakes } from "./mistake";

export const ECR_MISTAKES: Mistakes = {
  "A name that ECR does not take, and no image that is kept": (stack) =>
    new Repository(stack, "repository", { name: "Shop/Orders", taggedImageCount: 0 }),
  "The ARN of something else": () =>
    Repository.fromAttributes({ repositoryArn: "arn:aws:ecs:eu-central-1:111122223333:service/orders" }),
};
