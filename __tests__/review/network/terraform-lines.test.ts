import { External } from "../../../review/graph/graph";
import { Unknown } from "../../../review/graph/value";
import { internetPeer } from "../../../review/network/peer";
import { attributeOf, idsOf, ruleInTerraform } from "../../../review/network/terraform-lines";
import { resource } from "../iam/resources";

const subnet = resource("aws_subnet.a");
const found = resource("data.aws_subnets.private");

test("a data source that finds several subnets is a list itself", () => {
  expect(attributeOf(found, "id", undefined)).toBe("data.aws_subnets.private.ids[0]");
  expect(idsOf([found, found], undefined)).toBe("data.aws_subnets.private.ids");
  expect(idsOf([subnet, found], undefined)).toBe("flatten([aws_subnet.a.id, data.aws_subnets.private.ids])");
  expect(idsOf([subnet, new External("subnet-1"), new Unknown("?")], undefined)).toBe(
    '[aws_subnet.a.id, "subnet-1", ...]',
  );
  expect(idsOf([], undefined)).toBe("[...]");
});

const ruleFor = (group: Parameters<typeof ruleInTerraform>[0]["group"]) =>
  ruleInTerraform({
    group,
    direction: "egress",
    protocol: "tcp",
    port: 443,
    other: internetPeer(),
    seenBy: "addresses",
    inline: false,
  });

test("what has groups that are not known is no group", () => {
  expect(ruleFor(resource("aws_security_group.app"))).toContain(
    "security_group_id = aws_security_group.app.id",
  );
  expect(ruleFor(resource("aws_vpc.main"))).toContain("aws_vpc.main.default_security_group_id");
  expect(ruleFor(resource("aws_apigatewayv2_vpc_link.x"))).toContain("security_group_id = ...");
});

test("a line says in which module it belongs", () => {
  const module = "module.app";
  const inModule = {
    ...resource("aws_security_group.this"),
    address: "module.app.aws_security_group.this",
    module,
  };
  expect(ruleFor(inModule)).toMatch(/^In module\.app:\nresource /);
  expect(ruleFor(inModule)).toContain("security_group_id = aws_security_group.this.id");
});
