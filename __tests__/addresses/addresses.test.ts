import { DataAwsVpc } from "@cdktf/provider-aws/lib/data-aws-vpc";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import {
  TerraformHclModule,
  TerraformLocal,
  TerraformOutput,
  TerraformStack,
  TerraformVariable,
  Testing,
} from "cdktf";
import { Construct } from "constructs";
import { readableAddress, useReadableAddresses } from "../../modules/addresses";
import { addresses, resource, synthesize, type TestStack, testApp } from "../synthesis";

const inside = (scope: Construct, ...ids: string[]) =>
  ids.reduce((parent, id) => new Construct(parent, id), scope);

describe("a readable address", () => {
  it.each([
    [["orders"], "orders"],
    [["orders", "gateway"], "orders_gateway"],
    [["orders", "gateway", "Resource"], "orders_gateway"],
    [["orders", "Default", "gateway"], "orders_gateway"],
    [["orders", "10.0.0.0/16"], "orders_10_0_0_0--16"],
    [["orders", "a b:c"], "orders_a_b_c"],
    [["orders", "euc1-az1"], "orders_euc1-az1"],
    [["orders", "resource"], "orders_resource"],
  ])("of %j is %s", (ids, name) => {
    synthesize((stack) => {
      expect(readableAddress(inside(stack, ...ids).node, stack.node)).toBe(name);
    });
  });

  it("is the address in the JSON, with no hash", () => {
    const json = synthesize((stack) => {
      new Vpc(inside(stack, "orders", "network"), "Resource", {});
      new DataAwsVpc(inside(stack, "clients"), "network", {});
    });
    expect(addresses(json)).toEqual(["aws_vpc.orders_network", "data.aws_vpc.clients_network"]);
  });
});

describe("one address for two elements is refused, and both are named", () => {
  const paths = (address: string, one: string, other: string) =>
    `Terraform address ${address} belongs to both ${one} and ${other}: one of the two would be lost. ` +
    "Give one of them another construct id.";

  it.each<[string, (stack: TestStack) => void, string]>([
    [
      "for paths that read alike",
      (stack) => {
        new Vpc(inside(stack, "a"), "b_c", {});
        new Vpc(inside(stack, "a_b"), "c", {});
      },
      paths("aws_vpc.a_b_c", "stack/a/b_c", "stack/a_b/c"),
    ],
    [
      "for ids that differ in what no address can have",
      (stack) => {
        new Vpc(stack, "a.b", {});
        new Vpc(stack, "a:b", {});
      },
      paths("aws_vpc.a_b", "stack/a.b", "stack/a:b"),
    ],
    [
      "for a main resource and a child named like it",
      (stack) => {
        new Vpc(inside(stack, "orders"), "Resource", {});
        new Vpc(stack.node.findChild("orders") as Construct, "Default", {});
      },
      paths("aws_vpc.orders", "stack/orders/Resource", "stack/orders/Default"),
    ],
    [
      "for an overridden address",
      (stack) => {
        new Vpc(stack, "one", {});
        new Vpc(stack, "other", {}).overrideLogicalId("one");
      },
      paths("aws_vpc.one", "stack/one", "stack/other"),
    ],
    [
      "for data sources",
      (stack) => {
        new DataAwsVpc(inside(stack, "a"), "b", {});
        new DataAwsVpc(stack, "a_b", {});
      },
      paths("data.aws_vpc.a_b", "stack/a/b", "stack/a_b"),
    ],
    [
      "for outputs",
      (stack) => {
        new TerraformOutput(inside(stack, "a"), "b", { value: 1 });
        new TerraformOutput(stack, "a_b", { value: 2 });
      },
      paths("output.a_b", "stack/a/b", "stack/a_b"),
    ],
    [
      "for variables",
      (stack) => {
        new TerraformVariable(inside(stack, "a"), "b", {});
        new TerraformVariable(stack, "a_b", {});
      },
      paths("var.a_b", "stack/a/b", "stack/a_b"),
    ],
    [
      "for local values",
      (stack) => {
        new TerraformLocal(inside(stack, "a"), "b", 1);
        new TerraformLocal(stack, "a_b", 2);
      },
      paths("local.a_b", "stack/a/b", "stack/a_b"),
    ],
    [
      "for modules",
      (stack) => {
        const source = "terraform-aws-modules/vpc/aws";
        new TerraformHclModule(inside(stack, "a"), "b", { source });
        new TerraformHclModule(stack, "a_b", { source });
      },
      paths("module.a_b", "stack/a/b", "stack/a_b"),
    ],
  ])("%s", (_, build, message) => {
    expect(() => synthesize(build)).toThrow(message);
  });

  it("even when the second was added long after the stack was made", () => {
    expect(() =>
      synthesize((stack) => {
        const late = inside(stack, "a_b");
        new Vpc(inside(stack, "a"), "b_c", {});
        new Vpc(late, "c", {});
      }),
    ).toThrow("aws_vpc.a_b_c");
  });

  it("but not for two types, or a resource and a data source, of one name", () => {
    const json = synthesize((stack) => {
      new Vpc(inside(stack, "a"), "b", {});
      new Subnet(stack, "a_b", { vpcId: "vpc-1" });
      new DataAwsVpc(inside(stack, "a_b2"), "Resource", {}).overrideLogicalId("a_b");
      new TerraformOutput(inside(stack, "outputs"), "b", { value: 1 }).overrideLogicalId("a_b");
    });
    expect(addresses(json)).toEqual(["aws_subnet.a_b", "aws_vpc.a_b", "data.aws_vpc.a_b"]);
  });

  it("and all such pairs are told at once", () => {
    const build = (stack: TestStack) => {
      for (const id of ["x", "y"]) {
        new Vpc(inside(stack, id), "z", {});
        new Vpc(stack, `${id}_z`, {});
      }
    };
    expect(() => synthesize(build)).toThrow(/aws_vpc\.x_z belongs to both.*aws_vpc\.y_z belongs to both/s);
  });
});

describe("an address that Terraform cannot read is refused", () => {
  it.each([
    ["1st", "1st"],
    ["-a", "-a"],
    ["Resource", ""],
  ])("for the id %s", (id, name) => {
    expect(() => synthesize((stack) => void new Vpc(stack, id, {}))).toThrow(
      `Terraform address aws_vpc.${name} of stack/${id} is not one that Terraform can read: a name starts with a ` +
        "letter or an underscore and goes on with letters, digits, underscores and hyphens. Change the construct id.",
    );
  });

  it("for an overridden address", () => {
    const build = (stack: TestStack) => new Vpc(stack, "a", {}).overrideLogicalId("a b");
    expect(() => synthesize(build)).toThrow("Terraform address aws_vpc.a b of stack/a is not one");
  });
});

describe("readable addresses in a stack of any class", () => {
  const plain = (build: (stack: TerraformStack) => void) => {
    const stack = new TerraformStack(testApp(), "plain");
    build(stack);
    return stack;
  };

  it("take the place of cdktf's, in references too", () => {
    const json = Testing.synth(
      plain((stack) => {
        useReadableAddresses(stack);
        const vpc = new Vpc(inside(stack, "orders"), "Resource", {});
        new Subnet(inside(stack, "clients"), "subnet", { vpcId: vpc.id });
      }),
    );
    expect(addresses(json)).toEqual(["aws_subnet.clients_subnet", "aws_vpc.orders"]);
    expect(resource(json, Subnet, "clients_subnet").vpc_id).toBe("${aws_vpc.orders.id}");
  });

  it("are refused where two elements would have one", () => {
    const stack = plain((stack) => {
      useReadableAddresses(stack);
      new Vpc(inside(stack, "a"), "b_c", {});
      new Vpc(inside(stack, "a_b"), "c", {});
    });
    expect(() => Testing.synth(stack, true)).toThrow("Terraform address aws_vpc.a_b_c belongs to both");
  });

  it("are refused once something may have cdktf's own", () => {
    plain((stack) => {
      new Vpc(stack, "early", {});
      expect(() => useReadableAddresses(stack)).toThrow(
        "useReadableAddresses was called when plain already had plain/early, whose address may be in use. " +
          "Allowed: a stack with nothing in it. Call it first in the stack's constructor, right after super.",
      );
    });
  });
});
