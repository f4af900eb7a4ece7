import { conditional, Fn, Lazy, Token, Tokenization } from "cdktf";
import type { Construct } from "constructs";
import { TAKING_POLICIES } from "../../aws/endpoint-policies";
import type { AwsService } from "../../aws/services";
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

  /** @param endpoint whose policy it is; synthesis fails if the policy grows longer than AWS takes */
  constructor(endpoint: Construct) {
    endpoint.node.addValidation({ validate: () => this.tooLong(endpoint.node.path) });
  }

  /**
   * The policy's JSON. While there are no uses it lets everything through, and IAM alone decides. That is written out: the provider
   * keeps the policy that was when an argument goes.
   */
  readonly json: string = Lazy.stringValue({
    produce: () => (this.uses.length > 0 ? this.text() : EVERYTHING),
  });

  add(use: EndpointUse): void {
    this.uses.push(use);
  }

  private tooLong(path: string): string[] {
    const length = lengthOf(this.text());
    if (length <= MAXIMUM_LENGTH) return [];
    return [
      `${path} is refused: its policy has about ${length} characters. Allowed: ${MAXIMUM_LENGTH}, of which each role and each ` +
        'resource takes about eighty. Fix: divide the callers among networks, or set policies of VpcEndpoints to "none", so that ' +
        "the roles' own policies alone decide.",
    ];
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

/**
 * What an endpoint of a service that only Terraform knows lets through: everything, written out where the service takes a policy. Its uses
 * are not known.
 */
export function everythingIfTaken({ suffix }: AwsService): string | undefined {
  if (!Token.isUnresolved(suffix)) return undefined;
  const policy = Fn.jsonencode({ Version: "2012-10-17", Statement: [ANYTHING] });
  return Token.asString(conditional(Fn.contains([...TAKING_POLICIES], suffix), policy, Token.nullValue()));
}

const ANYTHING = { Effect: "Allow", Principal: "*", Action: ["*"], Resource: ["*"] } as const;

/** As AWS writes it for an endpoint without a policy: https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html */
const EVERYTHING = policyJson([ANYTHING]);

/** https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-limits-endpoints.html */
const MAXIMUM_LENGTH = 20_480;

/** What only Terraform knows are ARNs, of roles with 26 characters at the end of their names, log groups, tables. */
const USUAL_ARN = "arn:aws:iam::111122223333:role/orders-task-role-20261122051603123400000001".length;

function lengthOf(text: string): number {
  const pieces = Token.isUnresolved(text) ? Tokenization.reverseString(text) : undefined;
  if (!pieces) return text.length;
  const literals = pieces.literals.reduce((sum, literal) => sum + String(literal).length, 0);
  return literals + pieces.tokens.length * USUAL_ARN;
}

function rolesOf(roles: ReadonlySet<string>, conditions: Statement["conditions"]) {
  return { ...conditions?.ArnEquals, "aws:PrincipalArn": [...roles] };
}
