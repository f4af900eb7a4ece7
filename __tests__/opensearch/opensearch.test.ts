import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { OpensearchserverlessAccessPolicy } from "@cdktf/provider-aws/lib/opensearchserverless-access-policy";
import { OpensearchserverlessCollection } from "@cdktf/provider-aws/lib/opensearchserverless-collection";
import { OpensearchserverlessSecurityPolicy } from "@cdktf/provider-aws/lib/opensearchserverless-security-policy";
import { OpensearchserverlessVpcEndpoint } from "@cdktf/provider-aws/lib/opensearchserverless-vpc-endpoint";
import { SecurityGroup as SecurityGroupResource } from "@cdktf/provider-aws/lib/security-group";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { dependable, TerraformVariable } from "cdktf";
import { PrivateNetwork } from "../../modules/network";
import {
  Collection,
  CollectionEndpoint,
  type CollectionEndpointProps,
  type CollectionKind,
  type CollectionProps,
  type IndexSelection,
} from "../../modules/opensearch";
import { Application, resolved } from "../data-services/fixtures";
import { existingGroup, network } from "../lattice/fixtures";
import { addresses, count, refusalOf, resource, resources, synthesize, type TestStack } from "../synthesis";

const here = network("here");
const KEY = "arn:aws:kms:eu-central-1:111122223333:key/12345678-1234-1234-1234-123456789012";

const endpointIn = (stack: TestStack, props: Partial<CollectionEndpointProps> = {}, id = "endpoint") =>
  new CollectionEndpoint(stack, id, { name: "search", subnets: here.subnetGroup("main"), ...props });
const collectionIn = (stack: TestStack, props: Partial<CollectionProps> = {}) =>
  new Collection(stack, "orders", { name: "orders", kind: "search", endpoint: endpointIn(stack), ...props });

describe("a collection endpoint", () => {
  const json = synthesize((stack) => void endpointIn(stack));

  it("is managed by OpenSearch Serverless: there is no EC2 endpoint", () => {
    expect(resources(json, OpensearchserverlessVpcEndpoint)).toEqual({
      endpoint: {
        name: "search",
        vpc_id: "vpc-here",
        subnet_ids: ["subnet-here-euc1-az1", "subnet-here-euc1-az3"],
        security_group_ids: ["${aws_security_group.endpoint_security-group.id}"],
      },
    });
    expect(count(json, VpcEndpoint)).toBe(0);
  });

  it("has a security group of its own, that admits nobody yet", () => {
    expect(resource(json, SecurityGroupResource, "endpoint_security-group").vpc_id).toBe("vpc-here");
    expect(addresses(json)).toEqual([
      "aws_opensearchserverless_vpc_endpoint.endpoint",
      "aws_security_group.endpoint_security-group",
    ]);
  });

  const refusal = (props: Partial<CollectionEndpointProps>) =>
    refusalOf((stack) => void endpointIn(stack, props));
  const inputs = (props: Partial<CollectionEndpointProps>) => refusal(props).faults.map(({ input }) => input);
  const of = (zones: readonly string[]) => ({
    subnets: network("here", {
      subnets: zones.map((zone) => ({ subnetId: `subnet-${zone}`, zone, cidrBlock: "10.0.0.0/26" })),
    }).subnetGroup("main"),
  });

  it.each(["ab", "Search", "1search", "search_1", "-search", "x".repeat(33)])(
    "is refused with the name %p, which OpenSearch Serverless does not take and the provider may",
    (name) => {
      expect(refusal({ name }).faults).toEqual([expect.objectContaining({ input: "name", given: name })]);
    },
  );

  it("is refused in fewer than two zones, twice in one, and in more than six subnets", () => {
    expect(inputs(of(["euc1-az1"]))).toEqual(["subnets"]);
    expect(refusal(of(["euc1-az1", "euc1-az2", "euc1-az2"])).message).toContain("more than one in euc1-az2");
    expect(refusal(of([1, 2, 3, 4, 5, 6, 7].map((zone) => `euc1-az${zone}`))).message).toContain(
      "Allowed: 1 to 6 subnets",
    );
  });

  it("can be in a single zone, if that is accepted", () => {
    const single = synthesize(
      (stack) => void endpointIn(stack, { ...of(["euc1-az1"]), allowSingleZone: true }),
    );
    expect(resource(single, OpensearchserverlessVpcEndpoint, "endpoint").subnet_ids).toHaveLength(1);
  });

  it("is refused in a VPC without DNS, or of which it is not known", () => {
    const off = network("here", { dnsSupport: false, dnsHostnames: false }).subnetGroup("main");
    expect(inputs({ subnets: off })).toEqual(["network.dnsSupport", "network.dnsHostnames"]);
    const unknown = PrivateNetwork.fromAttributes({
      vpcId: "vpc-here",
      region: "eu-central-1",
      subnetGroups: { main: ["subnet-1", "subnet-2"] },
    });
    expect(inputs({ subnets: unknown.subnetGroup("main") })).toEqual([
      "network.dnsSupport",
      "network.dnsHostnames",
    ]);
  });

  it("is refused beside another one of the VPC, by its id, and of the same name", () => {
    const { faults } = refusalOf((stack) => {
      endpointIn(stack);
      endpointIn(stack, { subnets: network("here").subnetGroup("main") }, "second");
    });
    expect(faults.map(({ input }) => input)).toEqual(["name", "subnets"]);
    expect(faults[1]?.fix).toBe("give every collection the endpoint stack/endpoint");
  });

  it("can be beside one of another VPC", () => {
    const both = synthesize((stack) => {
      endpointIn(stack);
      endpointIn(stack, { name: "other", subnets: network("there").subnetGroup("main") }, "second");
    });
    expect(count(both, OpensearchserverlessVpcEndpoint)).toBe(2);
  });

  it("leaves what only Terraform knows to it", () => {
    const made = synthesize((stack) => {
      const variable = (id: string, type: string) => new TerraformVariable(stack, id, { type });
      const subnets = PrivateNetwork.fromAttributes({
        vpcId: "vpc-here",
        region: "eu-central-1",
        dnsSupport: true,
        dnsHostnames: variable("dns", "bool").booleanValue,
        subnetGroups: { main: variable("subnets", "list(string)").listValue },
      }).subnetGroup("main");
      endpointIn(stack, { name: variable("given", "string").stringValue, subnets });
    });
    const { precondition } = resource(made, OpensearchserverlessVpcEndpoint, "endpoint").lifecycle;
    const told = precondition.map((each: { error_message: string }) => each.error_message).join("\n");
    expect(told).toContain('stack/endpoint is refused: name is "${var.given}". Allowed: 3 to 32');
    expect(told).toContain("subnets is something else. Allowed: 1 to 6 subnets");
    expect(told).toContain("subnets is something else. Allowed: subnets in at least two Availability Zones");
    expect(told).toContain("network.dnsHostnames is something else. Allowed: true");
  });

  it("that exists is in the VPC of its security group, and makes nothing", () => {
    const made = synthesize((stack) => {
      const securityGroup = existingGroup(stack, "theirs", here);
      const existing = CollectionEndpoint.fromAttributes({ vpcEndpointId: "vpce-0123abc", securityGroup });
      expect(existing).toEqual({ vpcEndpointId: "vpce-0123abc", securityGroup, network: here });
      expect(() => CollectionEndpoint.fromAttributes({ vpcEndpointId: "search", securityGroup })).toThrow(
        'vpcEndpointId is "search"',
      );
    });
    expect(addresses(made)).toEqual([]);
  });
});

describe("a collection", () => {
  const json = synthesize((stack) => void collectionIn(stack));
  const policyOf = (made: string, name: string) =>
    JSON.parse(resource(made, OpensearchserverlessSecurityPolicy, name).policy);

  it("has replicas, and is made after the policy that says whose key encrypts it", () => {
    expect(resource(json, OpensearchserverlessCollection, "orders")).toEqual({
      name: "orders",
      type: "SEARCH",
      standby_replicas: "ENABLED",
      tags: { Name: "orders" },
      depends_on: ["aws_opensearchserverless_security_policy.orders_encryption"],
    });
    expect(resource(json, OpensearchserverlessSecurityPolicy, "orders_encryption")).toMatchObject({
      name: "orders",
      type: "encryption",
    });
    expect(policyOf(json, "orders_encryption")).toEqual({
      Rules: [{ ResourceType: "collection", Resource: ["collection/orders"] }],
      AWSOwnedKey: true,
    });
  });

  it("is reached through its endpoint alone, and its dashboards not at all", () => {
    expect(resource(json, OpensearchserverlessSecurityPolicy, "orders_network")).toMatchObject({
      name: "orders",
      type: "network",
    });
    expect(policyOf(json, "orders_network")).toEqual([
      {
        Rules: [{ ResourceType: "collection", Resource: ["collection/orders"] }],
        AllowFromPublic: false,
        SourceVPCEs: ["${aws_opensearchserverless_vpc_endpoint.endpoint.id}"],
      },
    ]);
  });

  it("is used by nobody: it has no data access policy before a grant", () => {
    expect(count(json, OpensearchserverlessAccessPolicy)).toBe(0);
    expect(count(json, VpcSecurityGroupIngressRule)).toBe(0);
  });

  it.each<[CollectionKind, string]>([
    ["search", "SEARCH"],
    ["time series", "TIMESERIES"],
    ["vector search", "VECTORSEARCH"],
  ])("can be made for %s", (kind, type) => {
    const made = synthesize((stack) => void collectionIn(stack, { kind }));
    expect(resource(made, OpensearchserverlessCollection, "orders").type).toBe(type);
  });

  it("takes a customer's key, dashboards, no replicas, a description and tags", () => {
    const made = synthesize((stack) => {
      const collection = collectionIn(stack, {
        kmsKeyArn: KEY,
        dashboards: true,
        standbyReplicas: false,
        description: "Orders",
        tags: { Team: "orders" },
      });
      expect(collection.dashboardEndpoint).toBeDefined();
    });
    expect(policyOf(made, "orders_encryption")).toMatchObject({ AWSOwnedKey: false, KmsARN: KEY });
    expect(policyOf(made, "orders_network")[0].Rules).toEqual([
      { ResourceType: "collection", Resource: ["collection/orders"] },
      { ResourceType: "dashboard", Resource: ["collection/orders"] },
    ]);
    expect(resource(made, OpensearchserverlessCollection, "orders")).toMatchObject({
      standby_replicas: "DISABLED",
      description: "Orders",
      tags: { Team: "orders", Name: "orders" },
    });
  });

  it("can share its endpoint with others", () => {
    const made = synthesize((stack) => {
      const { endpoint } = collectionIn(stack);
      new Collection(stack, "logs", { name: "logs", kind: "time series", endpoint });
    });
    const [orders, logs] = ["orders_network", "logs_network"].map((name) => policyOf(made, name)[0]);
    expect(logs.SourceVPCEs).toEqual(orders.SourceVPCEs);
    expect(logs.Rules[0].Resource).toEqual(["collection/logs"]);
  });

  it("is refused with a name, a key and a description that AWS does not take, all at once", () => {
    const props = {
      name: "Orders",
      kmsKeyArn: "arn:aws:kms:eu-central-1:111122223333:alias/orders",
      description: "x".repeat(1001),
    };
    const { faults } = refusalOf((stack) => void collectionIn(stack, props));
    expect(faults.map(({ input }) => input)).toEqual(["name", "kmsKeyArn", "description"]);
    const elsewhere = KEY.replace("eu-central-1", "eu-west-1");
    const { message } = refusalOf((stack) => void collectionIn(stack, { kmsKeyArn: elsewhere }));
    expect(message).toContain(
      "Allowed: the ARN of a KMS key (not of an alias) of the Region that the collection is in",
    );
  });

  it("takes a key of any Region where only Terraform knows its own", () => {
    const made = synthesize((stack) => {
      const region = new TerraformVariable(stack, "region", { type: "string" }).stringValue;
      const securityGroup = existingGroup(stack, "theirs", network("there", { region, subnets: [] }));
      const endpoint = CollectionEndpoint.fromAttributes({ vpcEndpointId: "vpce-0123abc", securityGroup });
      collectionIn(stack, { endpoint, kmsKeyArn: KEY });
      const alias = { name: "second", kind: "search", endpoint, kmsKeyArn: "alias/orders" } as const;
      expect(() => new Collection(stack, "second", alias)).toThrow("kmsKeyArn is");
    });
    expect(policyOf(made, "orders_encryption").KmsARN).toBe(KEY);
  });

  it("is refused with a name that another one has", () => {
    const { message } = refusalOf((stack) => {
      const { endpoint } = collectionIn(stack);
      new Collection(stack, "second", { name: "orders", kind: "search", endpoint });
    });
    expect(message).toContain("a name that stack/orders does not have");
  });

  it("leaves a name and a key of variables to Terraform", () => {
    const made = synthesize((stack) => {
      const variable = (id: string) => new TerraformVariable(stack, id, { type: "string" }).stringValue;
      collectionIn(stack, { name: variable("given"), kmsKeyArn: variable("key") });
    });
    const { precondition } = resource(made, OpensearchserverlessCollection, "orders").lifecycle;
    expect(precondition.map((each: { error_message: string }) => each.error_message)).toEqual([
      expect.stringContaining('stack/orders is refused: name is "${var.given}"'),
      expect.stringContaining('kmsKeyArn is "${var.key}"'),
    ]);
    expect(policyOf(made, "orders_encryption").Rules[0].Resource).toEqual(["collection/${var.given}"]);
  });
});

describe("a collection that is granted to an application", () => {
  /** The data access policy after some grants, and the whole JSON. */
  const granted = (grant: (collection: Collection, stack: TestStack) => void) => {
    const json = synthesize((stack) => grant(collectionIn(stack), stack));
    const policy = resource(json, OpensearchserverlessAccessPolicy, "orders_data-access");
    return { json, policy, entries: JSON.parse(policy.policy) };
  };
  const application = (stack: TestStack, id = "application", of = here) => new Application(stack, id, of);
  const ROLE = "${aws_iam_role.application_role.arn}";
  const READ = ["aoss:DescribeIndex", "aoss:ReadDocument"];
  const WRITE = ["aoss:CreateIndex", "aoss:DescribeIndex", "aoss:WriteDocument"];

  it("can be searched by its role, in the data access policy", () => {
    const { policy, entries } = granted((collection, stack) => collection.grantRead(application(stack)));
    expect(policy).toMatchObject({ name: "orders", type: "data" });
    expect(entries).toEqual([
      {
        Rules: [
          {
            ResourceType: "collection",
            Resource: ["collection/orders"],
            Permission: ["aoss:DescribeCollectionItems"],
          },
          { ResourceType: "index", Resource: ["index/orders/*"], Permission: READ },
        ],
        Principal: [ROLE],
      },
    ]);
  });

  it("can be called by its role, on this collection and over no EC2 endpoint", () => {
    let recorded: Application | undefined;
    const { json } = granted((collection, stack) => {
      recorded = application(stack);
      collection.grantRead(recorded);
    });
    const resources = ["${aws_opensearchserverless_collection.orders.arn}"];
    expect(recorded?.allowed).toEqual([{ actions: ["aoss:APIAccessAll"], resources }]);
    expect(recorded?.granted).toEqual([]);
    expect(JSON.parse(resource(json, IamRolePolicy, "application_role_policy").policy).Statement).toEqual([
      { Effect: "Allow", Action: ["aoss:APIAccessAll"], Resource: resources },
    ]);
  });

  it("lets it through its endpoint on port 443, on both sides", () => {
    const { json } = granted((collection, stack) => collection.grantRead(application(stack)));
    const ours = "${aws_security_group.endpoint_security-group.id}";
    const theirs = "${aws_security_group.application_security-group.id}";
    const port = { ip_protocol: "tcp", from_port: 443, to_port: 443 };
    expect(Object.values(resources(json, VpcSecurityGroupIngressRule))).toEqual([
      expect.objectContaining({ security_group_id: ours, referenced_security_group_id: theirs, ...port }),
    ]);
    expect(Object.values(resources(json, VpcSecurityGroupEgressRule))).toEqual([
      expect.objectContaining({ security_group_id: theirs, referenced_security_group_id: ours, ...port }),
    ]);
  });

  it("makes the application wait for its policies and for the rules of both sides, and for no other's", () => {
    const recorded: Application[] = [];
    granted((collection, stack) => {
      recorded.push(application(stack), application(stack, "other"));
      const [one, other] = recorded as [Application, Application];
      collection.grantRead(one);
      collection.grantWrite(other);
      new Collection(stack, "logs", { name: "logs", kind: "search", endpoint: collection.endpoint });
    });
    for (const one of recorded) {
      expect(one.awaited.map((each) => resolved(one, dependable(each)))).toEqual([
        "aws_opensearchserverless_security_policy.orders_network",
        "aws_opensearchserverless_access_policy.orders_data-access",
        expect.stringMatching(`^aws_vpc_security_group_egress_rule\\.${one.node.id}_security-group_`),
        expect.stringMatching(`^aws_vpc_security_group_ingress_rule\\.endpoint_.*${one.node.id}`),
      ]);
    }
  });

  it("can be written without being searched, and both", () => {
    const permissions = (grant: "grantWrite" | "grantReadWrite") =>
      granted((collection, stack) => collection[grant](application(stack))).entries[0].Rules[1].Permission;
    expect(permissions("grantWrite")).toEqual(WRITE);
    expect(new Set(permissions("grantReadWrite"))).toEqual(new Set([...READ, ...WRITE]));
  });

  it("can be granted by index", () => {
    const { entries } = granted((collection, stack) =>
      collection.grantRead(application(stack), { indexes: ["orders-*", "customers"] }),
    );
    expect(entries[0].Rules[1].Resource).toEqual(["index/orders/orders-*", "index/orders/customers"]);
  });

  it("has one policy for all, in which what is granted alike is one entry and nothing is there twice", () => {
    const { json, entries } = granted((collection, stack) => {
      const [one, other] = [application(stack), application(stack, "other")];
      collection.grantRead(one);
      collection.grantRead(other);
      collection.grantRead(one);
      collection.grantWrite(other);
    });
    expect(count(json, OpensearchserverlessAccessPolicy)).toBe(1);
    const other = "${aws_iam_role.other_role.arn}";
    expect(entries.map((entry: { Principal: string[] }) => entry.Principal)).toEqual([
      [ROLE, other],
      [other],
    ]);
    expect(count(json, VpcSecurityGroupIngressRule)).toBe(2);
  });

  const refused = (selection: IndexSelection, of = here) =>
    refusalOf((stack) => collectionIn(stack).grantRead(application(stack, "application", of), selection));

  it.each(["Orders", "orders*2026", "", "*-orders", "index/orders"])(
    "is refused with the index %p, which can be none and no beginning of one",
    (index) => {
      expect(refused({ indexes: [index] }).faults).toEqual([
        expect.objectContaining({ input: "indexes", given: index }),
      ]);
    },
  );

  it("is refused with no index", () => {
    expect(refused({ indexes: [] }).message).toContain("indexes is an empty list");
  });

  it("is refused in another VPC, where its name does not resolve", () => {
    const { path, faults } = refused({}, network("there"));
    expect(path).toBe("stack/orders");
    expect(faults).toEqual([
      expect.objectContaining({
        input: "grantee",
        told: "stack/application, in another VPC than the endpoint",
      }),
    ]);
  });

  it("leaves to Terraform whether it is another VPC, for every application of which only Terraform knows", () => {
    const { policy } = granted((collection, stack) => {
      for (const id of ["one", "two"]) {
        const there = PrivateNetwork.fromAttributes({
          vpcId: new TerraformVariable(stack, `vpc-${id}`, { type: "string" }).stringValue,
          region: "eu-central-1",
          cidrBlocks: ["10.0.0.0/16"],
        });
        collection.grantRead(application(stack, id, there));
      }
    });
    expect(policy.lifecycle.precondition).toEqual(
      ["one", "two"].map((id) => ({
        condition: `\${(var.vpc-${id} == "vpc-here")}`,
        error_message: expect.stringContaining(`grantee is stack/${id}, in another VPC than the endpoint`),
      })),
    );
  });
});
