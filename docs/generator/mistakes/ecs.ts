import { ContainerImage, ContainerSecret } from "../../../modules/ecs";
import { type Mistakes, service } from "./mistake";

export const ECS_MISTAKES: Mistakes = {
  "An image outside of Amazon ECR": (stack) =>
    service(stack, { image: ContainerImage.uri("docker.io/library/nginx:1.29") }),
  "A size that Fargate does not have": (stack) => service(stack, {}, { cpu: 512, memory: 16384 }),
  "A secret of another Region": (stack) =>
    service(stack, {
      secrets: {
        KEY: ContainerSecret.secretsManager(
          "arn:aws:secretsmanager:eu-west-1:111122223333:secret:key-AbCdEf",
        ),
      },
    }),
};
