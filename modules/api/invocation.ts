import type { Construct } from "constructs";
import { AwsService } from "../../aws/services";
import type { IGrantee } from "../iam";
import { Inspection } from "../refusal";

/** Lets something call a stage: allows it in its role, and leads its network to a private API. */
export function grantInvoke(
  api: Construct & { readonly executionArn: string; readonly stageName: string },
  grantee: IGrantee,
  { asksForIam, isPrivate }: { readonly asksForIam: boolean; readonly isPrivate: boolean },
): void {
  const inspection = new Inspection(api);
  inspection.refuseUnless(asksForIam || isPrivate, {
    input: "grantInvoke",
    told: "of an API none of whose routes asks for IAM",
    allowed: "an API with Authorization.iam(), which a role can be allowed to call",
    fix: "leave authorization out, or let the caller have what it asks for",
  });
  inspection.conclude();
  const statement = {
    actions: ["execute-api:Invoke"],
    resources: [`${api.executionArn}/${api.stageName}/*`],
  };
  if (isPrivate) grantee.grant({ ...statement, service: AwsService.executeApi });
  else grantee.allow(statement);
}
