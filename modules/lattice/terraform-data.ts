import { TerraformResource, type TerraformResourceLifecycle } from "cdktf";
import type { Construct } from "constructs";

export interface TerraformDataProps {
  /** Values to remember: what depends on the resource sees when they change. */
  readonly input?: Record<string, unknown>;
  /** Values whose change gives the resource a new id. */
  readonly triggersReplace?: Record<string, unknown>;
  readonly lifecycle?: TerraformResourceLifecycle;
}

/**
 * The resource that is built into Terraform 1.4 and later, and so needs no provider.
 *
 * cdktf has a class for it, `DataResource`, which runs `terraform version` at synthesis, once for each resource: 60 ms
 * a time, and synthesis fails where there is only OpenTofu, or no Terraform yet. An older Terraform refuses the resource itself.
 */
export class TerraformData extends TerraformResource {
  static readonly tfResourceType = "terraform_data";
  private readonly values: Omit<TerraformDataProps, "lifecycle">;

  constructor(scope: Construct, id: string, { lifecycle, ...values }: TerraformDataProps) {
    super(scope, id, {
      terraformResourceType: TerraformData.tfResourceType,
      terraformGeneratorMetadata: { providerName: "terraform" },
      lifecycle,
    });
    this.values = values;
  }

  /** A UUID, known once applied. */
  get id(): string {
    return this.getStringAttribute("id");
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { input: this.values.input, triggers_replace: this.values.triggersReplace };
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    return this.synthesizeAttributes();
  }
}
