import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { RamPrincipalAssociation } from "@cdktf/provider-aws/lib/ram-principal-association";
import { RamResourceAssociation } from "@cdktf/provider-aws/lib/ram-resource-association";
import { RamResourceShare } from "@cdktf/provider-aws/lib/ram-resource-share";
import { RamResourceShareAccepter } from "@cdktf/provider-aws/lib/ram-resource-share-accepter";
import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpclatticeAccessLogSubscription } from "@cdktf/provider-aws/lib/vpclattice-access-log-subscription";
import { TerraformVariable } from "cdktf";
import {
  AccessLog,
  AccessLogGroup,
  ClientSide,
  DatabaseSide,
  LogDestination,
  ResourceShare,
  ResourceShareAccepter,
  ServiceNetwork,
  SharePrincipal,
} from "../../modules/lattice";
import { count, refusalOf, resource, resources, synthesize, type TestStack } from "../synthesis";
import { existingGroup, existingTarget, network } from "./fixtures";

const CONFIGURATION_ARN =
  "arn:aws:vpc-lattice:eu-central-1:111122223333:resourceconfiguration/rcfg-0123456789abcdef0";
const SHARE_ARN = "arn:aws:ram:eu-central-1:111122223333:resource-share/12345678-1234-1234-1234-123456789012";
const configuration = { resourceConfigurationArn: CONFIGURATION_ARN };
const region = "eu-central-1";

describe("an access log", () => {
  const logTo = (to: LogDestination) => (stack: TestStack) =>
    void new AccessLog(stack, "log", { of: configuration, to, region });

  it.each([
    ["a log group", LogDestination.logGroup("arn:aws:logs:eu-central-1:111122223333:log-group:orders:*")],
    ["a bucket", LogDestination.bucket("arn:aws:s3:::orders-access-logs")],
    [
      "a delivery stream",
      LogDestination.deliveryStream("arn:aws:firehose:eu-central-1:111122223333:deliverystream/o"),
    ],
  ])("goes to %s", (_, to) => {
    const json = synthesize(logTo(to));
    const subscription = resource(json, VpclatticeAccessLogSubscription, "log");
    expect(subscription).toMatchObject({
      resource_identifier: CONFIGURATION_ARN,
      destination_arn: to.destinationArn,
    });
    expect(Object.keys(subscription)).not.toContain("service_network_log_type");
  });

  it("of a service network asks for the resources' connections, which are not the default", () => {
    const json = synthesize((stack) => {
      const of = new ServiceNetwork(stack, "shared", { name: "databases" });
      new AccessLog(stack, "log", {
        of,
        to: new AccessLogGroup(stack, "group", { name: "databases" }),
        region,
      });
    });
    expect(json).toHaveResourceWithProperties(VpclatticeAccessLogSubscription, {
      resource_identifier: "${aws_vpclattice_service_network.shared.arn}",
      service_network_log_type: "RESOURCE",
      destination_arn: "${aws_cloudwatch_log_group.group.arn}",
    });
  });

  it.each([
    [
      "a queue",
      LogDestination.logGroup("arn:aws:sqs:eu-central-1:111122223333:orders"),
      "the ARN of a log group",
    ],
    ["a bucket's name", LogDestination.bucket("orders"), "the ARN of a bucket"],
    [
      "a log group of another Region",
      LogDestination.logGroup("arn:aws:logs:us-east-1:111122223333:log-group:orders"),
      "the ARN of a log group in eu-central-1",
    ],
  ])("to %s is refused", (_, to, allowed) => {
    expect(refusalOf(logTo(to)).message).toContain(`Allowed: ${allowed}`);
  });

  it("to a delivery stream of another Region is refused, a bucket may be anywhere", () => {
    const stream = LogDestination.deliveryStream("arn:aws:firehose:us-east-1:111122223333:deliverystream/o");
    expect(refusalOf(logTo(stream)).message).toContain("the ARN of a delivery stream in eu-central-1");
  });

  it("to a log group that another one is called is refused", () => {
    const refusal = refusalOf((stack) => {
      for (const id of ["one", "two"]) new AccessLogGroup(stack, id, { name: "orders" });
    });
    expect(refusal.message).toContain("a name that stack/one does not have");
  });

  it("keeps records as long as CloudWatch can, and no other time", () => {
    const group = (retentionInDays: number) => (stack: TestStack) =>
      void new AccessLogGroup(stack, "group", {
        name: "orders",
        retentionInDays,
        kmsKeyArn: "arn:aws:kms:key",
      });
    expect(synthesize(group(365))).toHaveResourceWithProperties(CloudwatchLogGroup, {
      retention_in_days: 365,
      kms_key_id: "arn:aws:kms:key",
    });
    expect(refusalOf(group(42)).message).toContain("retentionInDays is 42. Allowed: one of 1, 3, 5");
  });
});

describe("a share", () => {
  const sharedWith =
    (...principals: SharePrincipal[]) =>
    (stack: TestStack) =>
      void new ResourceShare(stack, "share", { name: "orders", share: [configuration], principals });
  const UNIT = "arn:aws:organizations::111122223333:ou/o-abcdefghij/ou-abcd-12345678";
  const ORGANIZATION = "arn:aws:organizations::111122223333:organization/o-abcdefghij";

  it("associates what is shared and whom it is shared with", () => {
    const json = synthesize(
      sharedWith(
        SharePrincipal.account("444455556666"),
        SharePrincipal.organizationalUnit(UNIT),
        SharePrincipal.organization(ORGANIZATION),
      ),
    );
    const share = "${aws_ram_resource_share.share.arn}";
    expect(Object.values(resources(json, RamResourceAssociation))).toEqual([
      expect.objectContaining({ resource_arn: CONFIGURATION_ARN, resource_share_arn: share }),
    ]);
    expect(
      Object.values(resources(json, RamPrincipalAssociation))
        .map((each) => each.principal)
        .sort(),
    ).toEqual(["444455556666", UNIT, ORGANIZATION].sort());
    expect(
      Object.values(resources(json, RamPrincipalAssociation)).every(
        (each) => each.resource_share_arn === share,
      ),
    ).toBe(true);
  });

  it("keeps the addresses of the others when one principal is removed", () => {
    const [one, two] = [SharePrincipal.account("444455556666"), SharePrincipal.account("777788889999")];
    const names = (json: string) => Object.keys(resources(json, RamPrincipalAssociation));
    expect(names(synthesize(sharedWith(one, two)))).toEqual(
      expect.arrayContaining(names(synthesize(sharedWith(two)))),
    );
  });

  it("admits external principals only if there is one", () => {
    const allowed = (principal: SharePrincipal) =>
      resource(synthesize(sharedWith(principal)), RamResourceShare, "share").allow_external_principals;
    expect(allowed(SharePrincipal.account("444455556666"))).toBe(false);
    expect(allowed(SharePrincipal.externalAccount("444455556666"))).toBe(true);
  });

  it.each([
    [
      "an IAM role",
      SharePrincipal.account("arn:aws:iam::444455556666:role/deployer"),
      "an account id of twelve digits",
    ],
    ["eleven digits", SharePrincipal.account("44445555666"), "an account id of twelve digits"],
    [
      "a unit's id",
      SharePrincipal.organizationalUnit("ou-abcd-12345678"),
      "the ARN of an organizational unit",
    ],
    ["a unit as organization", SharePrincipal.organization(UNIT), "the ARN of an AWS organization"],
  ])("with %s is refused", (_, principal, allowed) => {
    expect(refusalOf(sharedWith(principal)).message).toContain(`Allowed: ${allowed}`);
  });

  it("of the same twice, with the same twice, or of a long name is refused", () => {
    const principal = SharePrincipal.account("444455556666");
    const refusal = refusalOf((stack) => {
      const share = [configuration, configuration];
      new ResourceShare(stack, "share", { name: "x".repeat(129), share, principals: [principal, principal] });
    });
    expect(refusal.faults.map(({ input }) => input)).toEqual(["share", "principals", "name"]);
  });

  it("names a plain ARN's association by the ARN, so that removing one keeps the others", () => {
    const other = { resourceConfigurationArn: CONFIGURATION_ARN.replace("0123", "9999") };
    const names = (...share: { resourceConfigurationArn: string }[]) =>
      Object.keys(
        resources(
          synthesize((stack) => {
            new ResourceShare(stack, "share", {
              name: "x",
              share,
              principals: [SharePrincipal.account("444455556666")],
            });
          }),
          RamResourceAssociation,
        ),
      );
    expect(names(other, configuration)).toEqual(expect.arrayContaining(names(configuration)));
  });

  it("of nothing, with nobody, or of a gateway is refused, all at once", () => {
    const empty = refusalOf(
      (stack) => void new ResourceShare(stack, "share", { name: "x", share: [], principals: [] }),
    );
    expect(empty.faults.map(({ input }) => input)).toEqual(["share", "principals"]);
    const gateway = "arn:aws:vpc-lattice:eu-central-1:111122223333:resourcegateway/rgw-0123456789abcdef0";
    const refusal = refusalOf((stack) => {
      const share = [{ resourceConfigurationArn: gateway }];
      new ResourceShare(stack, "share", {
        name: "x",
        share,
        principals: [SharePrincipal.account("444455556666")],
      });
    });
    expect(refusal.message).toContain(`share is "${gateway}"`);
  });
});

describe("a chain over two accounts", () => {
  it("shares the configuration on the database's side", () => {
    const databaseNetwork = network("database");
    const json = synthesize((stack) => {
      new DatabaseSide(stack, "orders", {
        name: "orders",
        database: existingTarget(stack, databaseNetwork),
        gateway: { subnets: databaseNetwork.subnetGroup("main") },
        sharedWith: [SharePrincipal.externalAccount("444455556666")],
      });
    });
    expect(json).toHaveResourceWithProperties(RamResourceAssociation, {
      resource_arn: "${aws_vpclattice_resource_configuration.orders_configuration.arn}",
      resource_share_arn: "${aws_ram_resource_share.orders_share.arn}",
    });
    expect(json).toHaveResourceWithProperties(RamPrincipalAssociation, {
      principal: "444455556666",
      resource_share_arn: "${aws_ram_resource_share.orders_share.arn}",
    });
    expect(count(json, VpcEndpoint)).toBe(0);
  });

  const clientNetwork = network("clients");
  const consumer = (configurationArn: (stack: TestStack) => string) => (stack: TestStack) => {
    const accepter = new ResourceShareAccepter(stack, "share", { resourceShareArn: SHARE_ARN, region });
    new ClientSide(stack, "orders", {
      name: "orders",
      configuration: accepter.resourceConfiguration("orders", configurationArn(stack)),
      port: 3306,
      subnets: clientNetwork.subnetGroup("main"),
      securityGroups: [existingGroup(stack, "application", clientNetwork)],
    });
  };

  it("makes the endpoint on the clients' side only when the share is accepted", () => {
    const json = synthesize(consumer(() => CONFIGURATION_ARN));
    expect(json).toHaveResourceWithProperties(RamResourceShareAccepter, { share_arn: SHARE_ARN });
    expect(resource(json, VpcEndpoint, "orders_endpoint")).toMatchObject({
      resource_configuration_arn: CONFIGURATION_ARN,
      private_dns_enabled: true,
      depends_on: ["aws_ram_resource_share_accepter.share"],
    });
  });

  it("leaves a variable's ARN to Terraform, in the words of the refusal", () => {
    const json = synthesize(
      consumer((stack) => new TerraformVariable(stack, "arn", { type: "string" }).stringValue),
    );
    const { precondition } = resource(json, VpcEndpoint, "orders_endpoint").lifecycle;
    const refusal = refusalOf(consumer(() => "rcfg-0123456789abcdef0"));
    const words = refusal.faults[0]?.allowed as string;
    expect(precondition.map((each: { error_message: string }) => each.error_message)).toContain(
      `stack/share/orders is refused: resourceConfigurationArn is "\${var.arn}". Allowed: ${words}. Fix: ${refusal.faults[0]?.fix}.`,
    );
    expect(precondition[0].condition).toContain("regex(");
  });

  it("keeps the name of a shared proxy with a private zone on the clients' side, also one that public DNS does not know", () => {
    const json = synthesize((stack) => {
      const share = new ResourceShareAccepter(stack, "share", { resourceShareArn: SHARE_ARN, region });
      new ClientSide(stack, "proxy", {
        name: "proxy",
        configuration: share.resourceConfiguration("proxy", CONFIGURATION_ARN, "dns"),
        port: 3306,
        hostName: "orders.example.internal",
        subnets: clientNetwork.subnetGroup("main"),
        securityGroups: [existingGroup(stack, "application", clientNetwork)],
      });
    });
    expect(json).toHaveResourceWithProperties(VpcEndpoint, { private_dns_enabled: false });
    expect(json).toHaveResourceWithProperties(Route53Zone, { name: "orders.example.internal" });
  });

  it.each([
    ["a gateway", "arn:aws:vpc-lattice:eu-central-1:111122223333:resourcegateway/rgw-0123456789abcdef0"],
    ["a configuration of another Region", CONFIGURATION_ARN.replace("eu-central-1", "eu-west-1")],
  ])("refuses %s", (_, arn) => {
    expect(refusalOf(consumer(() => arn)).message).toContain(`resourceConfigurationArn is "${arn}"`);
  });

  it("refuses a share of another Region, and what is no share", () => {
    for (const resourceShareArn of [SHARE_ARN.replace("eu-central-1", "eu-west-1"), "orders"]) {
      const refusal = refusalOf(
        (stack) => void new ResourceShareAccepter(stack, "share", { resourceShareArn, region }),
      );
      expect(refusal.message).toContain(`resourceShareArn is "${resourceShareArn}"`);
    }
  });
});
