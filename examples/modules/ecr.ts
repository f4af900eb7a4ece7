import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../../environments";
import { Repository } from "../../modules/ecr";
import { ContainerImage } from "../../modules/ecs";
import { ServiceStack } from "./service-stack";

/** A repository, and a service that runs an image of it. */
export class EcrExample extends ServiceStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id, environment);
    const repository = new Repository(this, "repository", { name: "shop/orders" });
    this.service("orders", {
      web: { image: ContainerImage.ofRepository(repository, "1.4.2"), port: 8000 },
    });
    new TerraformOutput(this, "repository-uri", { value: repository.repositoryUri });
  }
}
