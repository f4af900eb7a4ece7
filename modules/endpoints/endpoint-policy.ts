import { Lazy } from "cdktf";
import { policyJson, type Statement } from "../iam";

/** Use of a service through an endpoint. */
export interface EndpointUse extends Statement {
  /**
   * The role that uses it.
   *
   * @default whoever comes through the endpoint, as with addresses that the service has signed
   */
  readonly roleArn?: string;
}

/**
 * What an endpoint lets through: the actions, resources and roles of all uses, those of the same actions in one statement. It is a
 * fence around the network's uses of the service; which role may do what with which resource is for the roles' own policies to say.
 */
export class EndpointPolicy {
  private readonly uses: EndpointUse[] = [];

  /** The policy's JSON. While there are no uses there is no policy: AWS then lets everything through, and IAM alone decides. */
  readonly json: string = Lazy.stringValue({
    produce: () => (this.uses.length > 0 ? this.text() : undefined),
  });

  add(use: EndpointUse): void {
    this.uses.push(use);
  }

  private text(): string {
    const merged = new Map<string, { use: EndpointUse; resources: Set<string>; roles: Set<string> }>();
    for (const use of this.uses) {
      const { actions, resources, conditions, roleArn } = use;
      const key = JSON.stringify([[...actions].sort(), conditions, roleArn === undefined]);
      const one = merged.get(key) ?? { use, resources: new Set(), roles: new Set() };
      merged.set(key, one);
      for (const resource of resources) one.resources.add(resource);
      if (roleArn !== undefined) one.roles.add(roleArn);
    }
    return policyJson(
      [...merged.values()].map(({ use: { actions, conditions }, resources, roles }) => ({
        Effect: "Allow",
        // The policy of a gateway endpoint takes no other principal, so that roles are named in a condition:
        // https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
        Principal: "*",
        Action: [...new Set(actions)].sort(),
        Resource: [...resources],
        Condition: roles.size > 0 ? { ...conditions, ArnEquals: rolesOf(roles, conditions) } : conditions,
      })),
    );
  }
}

function rolesOf(roles: ReadonlySet<string>, conditions: Statement["conditions"]) {
  return { ...conditions?.ArnEquals, "aws:PrincipalArn": [...roles] };
}
