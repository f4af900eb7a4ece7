import { join } from "node:path";
import { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Aspects, TerraformResource, Testing } from "cdktf";
import "../../matchers";
import { folderWith } from "../review/read/fixtures";
import { TestStack } from "../synthesis";

interface Parts {
  readonly app: SecurityGroup;
  readonly database: DbInstance;
}

/** An application and a database in one VPC, where the database admits a port. */
function stackThatAdmits(port: number, more: (stack: TestStack, vpc: Vpc) => void = () => undefined) {
  let parts: Parts | undefined;
  const stack = new TestStack((scope) => {
    const vpc = new Vpc(scope, "vpc", { cidrBlock: "10.0.0.0/16" });
    const subnet = new Subnet(scope, "subnet", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" });
    const [app, db] = ["app", "db"].map((id) => new SecurityGroup(scope, id, { vpcId: vpc.id })) as [
      SecurityGroup,
      SecurityGroup,
    ];
    const rule = { ipProtocol: "tcp", fromPort: 5432, toPort: 5432 };
    new VpcSecurityGroupEgressRule(scope, "out", {
      ...rule,
      securityGroupId: app.id,
      referencedSecurityGroupId: db.id,
    });
    new VpcSecurityGroupIngressRule(scope, "in", {
      ...rule,
      fromPort: port,
      toPort: port,
      securityGroupId: db.id,
      referencedSecurityGroupId: app.id,
    });
    const group = new DbSubnetGroup(scope, "database-subnets", { subnetIds: [subnet.id] });
    const database = new DbInstance(scope, "database", {
      dbSubnetGroupName: group.name,
      engine: "postgres",
      instanceClass: "db.m7g.large",
      vpcSecurityGroupIds: [db.id],
    });
    parts = { app, database };
    more(scope, vpc);
  });
  return { stack, ...(parts as Parts) };
}

const { stack: good, app, database } = stackThatAdmits(5432);
const { stack: bad } = stackThatAdmits(3306);
const path = { from: "aws_security_group.app", to: "aws_db_instance.database", port: 5432 };

/** What the failure of an expectation says. */
function failure(expectation: () => void): string {
  try {
    expectation();
  } catch (error) {
    return (error as Error).message;
  }
  return "it did not fail";
}

describe("toProvePath", () => {
  const json = Testing.synth(good);
  const folder = folderWith({
    "manifest.json": {
      version: "0.21.0",
      stacks: {
        one: { name: "one", workingDirectory: "stacks/one", synthesizedStackPath: "stacks/one/cdk.tf.json" },
      },
    },
    "stacks/one/cdk.tf.json": json,
  });

  test.each([
    ["a stack", good],
    ["its JSON", json],
    ["its JSON as an object", JSON.parse(json)],
    ["a file", join(folder, "stacks", "one", "cdk.tf.json")],
    ["a folder of stacks", folder],
  ])("takes %s", (_, received) => {
    expect(received).toProvePath(path);
    expect(received).toProvePath({ ...path, port: undefined });
    expect(received).not.toProvePath({ ...path, port: 5433 });
  });

  test("takes the resources themselves as ends", () => {
    expect(good).toProvePath({ from: app, to: database });
  });

  test("fails with the text of the review, which names the construct too", () => {
    const message = failure(() => expect(bad).toProvePath(path));
    expect(message).toContain(
      "Expected aws_security_group.app to reach aws_db_instance.database on port 5432.",
    );
    expect(message).toContain("tcp/3306");
    expect(message).toContain("stack/db");
    expect(failure(() => expect(good).not.toProvePath(path))).toContain("not to reach");
  });

  test("does not pass on a name that is not there, neither with not", () => {
    const typo = { ...path, to: "aws_db_instance.databas" };
    const words = "aws_db_instance.databas is not in what was given. Like it: aws_db_instance.database";
    expect(failure(() => expect(good).toProvePath(typo))).toContain(words);
    expect(failure(() => expect(good).not.toProvePath(typo))).toContain(words);
  });

  test("sees what aspects change, as synthesis does", () => {
    const { stack } = stackThatAdmits(5432);
    Aspects.of(stack).add({
      visit: (node) => {
        if (node instanceof TerraformResource && node instanceof VpcSecurityGroupIngressRule)
          node.toPort = 22;
        if (node instanceof VpcSecurityGroupIngressRule) node.fromPort = 22;
      },
    });
    expect(stack).not.toProvePath(path);
  });
});

test("toHaveNoBrokenPaths", () => {
  expect(good).toHaveNoBrokenPaths();
  expect(bad).not.toHaveNoBrokenPaths();
  expect(failure(() => expect(bad).toHaveNoBrokenPaths())).toMatch(
    /Expected no path to be broken\.[\s\S]*tcp\/3306/,
  );
  expect(failure(() => expect(good).not.toHaveNoBrokenPaths())).toContain("none is");
});

describe("toBeIsolated", () => {
  test("holds where no route leads out", () => {
    expect(good).toBeIsolated();
    expect(failure(() => expect(good).not.toBeIsolated())).toContain("none of 1 subnets has one");
  });

  test("fails with what leads out", () => {
    const { stack } = stackThatAdmits(5432, (scope, vpc) => {
      const gateway = new InternetGateway(scope, "gateway", { vpcId: vpc.id });
      new Route(scope, "route", {
        routeTableId: vpc.mainRouteTableId,
        destinationCidrBlock: "0.0.0.0/0",
        gatewayId: gateway.id,
      });
    });
    expect(stack).not.toBeIsolated();
    expect(failure(() => expect(stack).toBeIsolated())).toContain("aws_internet_gateway.gateway is there");
  });

  test("fails where there is no subnet to speak of", () => {
    expect(failure(() => expect({ resource: { aws_vpc: { v: {} } } }).toBeIsolated())).toContain("no subnet");
  });
});

test.each([[1], [undefined], [[]], ["nowhere.json"], ["{}"], [{ name: "package" }]])(
  "%j is refused",
  (received) => {
    expect(failure(() => expect(received).toHaveNoBrokenPaths())).toMatch(
      /Allowed: a stack|is not there|none of Terraform's/,
    );
  },
);
