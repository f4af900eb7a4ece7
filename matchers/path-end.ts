/** An end of a path: a Terraform address, the name of an AWS service, or a resource of CDKTF. */
export type PathEnd = string | TerraformResourceLike;

/** As much of a `TerraformResource` as tells its address. */
export interface TerraformResourceLike {
  readonly terraformResourceType: string;
  readonly friendlyUniqueId: string;
}

export function addressOf(end: PathEnd): string {
  return typeof end === "string" ? end : `${end.terraformResourceType}.${end.friendlyUniqueId}`;
}
