import { RamPrincipalAssociation } from "@cdktf/provider-aws/lib/ram-principal-association";
import { RamResourceAssociation } from "@cdktf/provider-aws/lib/ram-resource-association";
import { RamResourceShare } from "@cdktf/provider-aws/lib/ram-resource-share";
import { type IResolvable, Token } from "cdktf";
import { Construct } from "constructs";
import { SHAREABLE_ARN_PATTERN } from "../../aws/lattice";
import { anyOf, Inspection } from "../refusal";
import { accountId, arnOf, organizationArn, organizationalUnitArn, shareName } from "./requirements";

/** Whom something of VPC Lattice is shared with. IAM roles and users cannot be: https://docs.aws.amazon.com/vpc-lattice/latest/ug/sharing.html */
export type SharePrincipal =
  | { readonly kind: "account"; readonly principal: string; readonly external: boolean }
  | { readonly kind: "any"; readonly principal: string; readonly external: boolean | IResolvable }
  | { readonly kind: "organizational unit" | "organization"; readonly principal: string };

export const SharePrincipal = {
  /** An account of the own organization, by its twelve digits. With RAM sharing on in the organization it need not accept. */
  account(id: string): SharePrincipal {
    return { kind: "account", principal: id, external: false };
  },
  /** An account outside the organization, or where RAM sharing is off. It must accept: see `ResourceShareAccepter`. */
  externalAccount(id: string): SharePrincipal {
    return { kind: "account", principal: id, external: true };
  },
  /** Every account of an organizational unit, by the unit's ARN. */
  organizationalUnit(arn: string): SharePrincipal {
    return { kind: "organizational unit", principal: arn };
  },
  /** Every account of the organization, by its ARN. */
  organization(arn: string): SharePrincipal {
    return { kind: "organization", principal: arn };
  },
  /**
   * One of these, which only Terraform knows.
   *
   * @param external whether accounts outside the organization are among them
   */
  any(principal: string, external: boolean | IResolvable): SharePrincipal {
    return { kind: "any", principal, external };
  },
};

const PRINCIPALS = {
  account: accountId,
  "organizational unit": organizationalUnitArn,
  organization: organizationArn,
  any: anyOf([accountId, organizationalUnitArn, organizationArn], {
    allowed: "an account id of twelve digits, or the ARN of an organizational unit or organization",
    fix: accountId.fix,
  }),
};

export interface ResourceShareProps {
  /** 1 to 128 characters. */
  readonly name: string;
  /** Resource configurations and service networks, at least one. A gateway or a child of a group cannot be shared. */
  readonly share: readonly (
    | { readonly resourceConfigurationArn: string }
    | { readonly serviceNetworkArn: string; readonly serviceNetworkId: string }
  )[];
  /** At least one. */
  readonly principals: readonly SharePrincipal[];
  /** @default no tags */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Shares resource configurations or service networks through AWS Resource Access Manager, with AWS's own permission for each.
 * Taking the share back leaves the endpoints that exist: end them with `aws vpc-lattice delete-resource-endpoint-association`.
 */
export class ResourceShare extends Construct {
  /** ARN of the RAM share, which the other account accepts. */
  readonly resourceShareArn: string;

  /** @throws Refusal for nothing to share, nobody to share with, and a principal that VPC Lattice does not take */
  constructor(scope: Construct, id: string, { name, share, principals, tags }: ResourceShareProps) {
    super(scope, id);
    const arns = share.map((shared) =>
      "serviceNetworkArn" in shared ? shared.serviceNetworkArn : shared.resourceConfigurationArn,
    );
    const inspection = new Inspection(this);
    inspection.refuseUnless(arns.length > 0, {
      input: "share",
      given: arns,
      allowed: "at least one resource configuration or service network",
      fix: "name what to share",
    });
    for (const arn of arns) {
      inspection.require(
        "share",
        arn,
        arnOf(SHAREABLE_ARN_PATTERN, "a resource configuration or service network"),
      );
    }
    inspection.refuseUnless(principals.length > 0, {
      input: "principals",
      given: principals,
      allowed: "at least one account, organizational unit or organization",
      fix: "name whom to share with, like SharePrincipal.account(...)",
    });
    for (const { kind, principal } of principals) {
      inspection.require("principals", principal, PRINCIPALS[kind]);
    }
    for (const [input, texts] of [
      ["share", arns],
      ["principals", principals.map(({ principal }) => principal)],
    ] as const) {
      inspection.refuseUnless(new Set(texts).size === texts.length, {
        input,
        given: texts,
        allowed: "each one once",
        fix: "remove the second one",
      });
    }
    inspection.require("name", name, shareName);
    const decidedByTerraform = inspection.conclude();

    const resourceShare = new RamResourceShare(this, "Resource", {
      name,
      allowExternalPrincipals: allowsExternal(principals),
      tags,
      lifecycle: decidedByTerraform,
    });
    this.resourceShareArn = resourceShare.arn;
    // Ids by what is associated, not by its place in the list: removing one must not make the others anew.
    for (const [index, shared] of share.entries()) {
      const label = Construct.isConstruct(shared)
        ? shared.node.path.split("/").slice(1).join("-")
        : lastPart(arns[index] as string, index);
      const resourceArn = arns[index] as string;
      new RamResourceAssociation(this, `resource_${label}`, {
        resourceArn,
        resourceShareArn: resourceShare.arn,
      });
    }
    for (const [index, { principal }] of principals.entries()) {
      const label = lastPart(principal, index);
      new RamPrincipalAssociation(this, `principal_${label}`, {
        principal,
        resourceShareArn: resourceShare.arn,
      });
    }
  }
}

/** True or false if it is known; what only Terraform knows decides where no principal is known to be external. */
function allowsExternal(principals: readonly SharePrincipal[]): boolean | IResolvable {
  const external = principals.flatMap((principal) => ("external" in principal ? [principal.external] : []));
  return external.includes(true) || (external.find((each) => Token.isUnresolved(each)) ?? false);
}

/** `rcfg-...` of an ARN, `ou-...` of a unit; the place in the list for what only Terraform knows. */
function lastPart(text: string, index: number): string {
  return Token.isUnresolved(text) ? String(index) : (text.split("/").at(-1) ?? text);
}
