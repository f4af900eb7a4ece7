import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { SecurityGroup as AwsSecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Construct } from "constructs";
import { Inspection, matching } from "../../modules/refusal";
import type { Module, VariableDefinition } from "../../registry/form/module";
import { moduleFiles } from "../../registry/form/module-files";
import { withNamesOf } from "../../registry/form/words";

const text: VariableDefinition = { type: "string", description: "A text." };
const flag: VariableDefinition = { type: "bool", description: "A choice.", default: false };
const map: VariableDefinition = { type: "map(string)", description: "Some.", default: {} };
const short = matching("^.{1,3}$", { allowed: "1 to 3 characters", fix: "shorten it" });

/** The files of a module of parameters, each at the address of its id. */
function written(build: (module: Module) => void, ...ids: string[]) {
  const addresses = Object.fromEntries(ids.map((id) => [id, id]));
  const files = moduleFiles({ name: "parameters", summary: "Parameters", addresses, build });
  // biome-ignore lint/suspicious/noExplicitAny: assertions say what is expected of them
  const parameters = (files.main.resource?.aws_ssm_parameter ?? {}) as Record<string, any>;
  return { ...files, parameters };
}

const parameter = (module: Module, id: string, value: string, more: object = {}) =>
  new SsmParameter(module.stack, id, { name: id, type: "String", value, ...more });

describe("something that is made on a condition", () => {
  const build = (module: Module) => {
    const wanted = module.variable("wanted", flag);
    const asked = parameter(module, "asked", "yes");
    module.onlyIf(asked, wanted);
    module.onlyIf(parameter(module, "beside", asked.arn), wanted);
    parameter(module, "after", asked.arn, { dependsOn: [asked] });
    module.output("arn", { value: asked.arn, description: "Its ARN" });
  };
  const { parameters, outputs } = written(build, "asked", "beside", "after");

  it("is one or none", () => {
    expect(parameters.asked.count).toBe("${var.wanted ? 1 : 0}");
    expect(parameters.beside.count).toBe("${var.wanted ? 1 : 0}");
    expect(Object.keys(parameters.after).filter((key) => ["count", "for_each"].includes(key))).toEqual([]);
  });

  it("is the first to what is made on the same condition, and perhaps none to all else", () => {
    expect(parameters.beside.value).toBe("${aws_ssm_parameter.asked[0].arn}");
    expect(parameters.after.value).toBe("${one(aws_ssm_parameter.asked[*].arn)}");
    expect(outputs.arn?.value).toBe("${one(aws_ssm_parameter.asked[*].arn)}");
  });

  it("is named as a whole by what waits for it", () => {
    expect(parameters.after.depends_on).toEqual(["aws_ssm_parameter.asked"]);
  });
});

describe("something that is made for each of many", () => {
  it("has their keys, and refers to what is made for the same one", () => {
    const { parameters } = written(
      (module) => {
        const { key, value } = module.oneOf("client", module.variable("clients", map));
        const first = parameter(module, "first", value.string, { description: key.string });
        parameter(module, "second", value.string, { description: first.arn });
      },
      "first",
      "second",
    );
    expect(parameters.first).toMatchObject({
      for_each: "${var.clients}",
      value: "${each.value}",
      description: "${each.key}",
    });
    expect(parameters.second).toMatchObject({
      for_each: "${var.clients}",
      description: "${aws_ssm_parameter.first[each.key].arn}",
    });
  });

  it("is made for each pair of two kinds of many, by both keys", () => {
    const { parameters } = written((module) => {
      const client = module.oneOf("client", module.variable("clients", map));
      const port = module.oneOf("port", module.variable("ports", map));
      parameter(module, "pair", client.value.string, { description: port.key.string });
    }, "pair");
    expect(parameters.pair).toMatchObject({
      for_each:
        '${merge([for a, v in var.clients : { for b, w in var.ports : "${a}-${b}" => ' +
        "{ client = { key = a, value = v }, port = { key = b, value = w } } }]...)}",
      value: "${each.value.client.value}",
      description: "${each.value.port.key}",
    });
  });

  it("is made only if it is wanted, too", () => {
    const { parameters } = written((module) => {
      const wanted = module.variable("wanted", flag);
      const one = module.oneOf("client", module.variable("clients", map));
      module.onlyIf(parameter(module, "asked", one.value.string), wanted);
    }, "asked");
    expect(parameters.asked.for_each).toBe("${{ for k, v in var.clients : k => v if var.wanted }}");
    expect(Object.keys(parameters.asked).filter((key) => key === "count")).toEqual([]);
  });

  it("makes what asks an attribute of it as many, and names it by its own key where there are more kinds of many", () => {
    const { parameters } = written(
      (module) => {
        const client = module.oneOf("client", module.variable("clients", map));
        const port = module.oneOf("port", module.variable("ports", map));
        const first = parameter(module, "first", client.value.string);
        parameter(module, "second", first.arn);
        parameter(module, "pair", first.arn, { description: port.key.string });
      },
      "first",
      "second",
      "pair",
    );
    expect(parameters.second).toMatchObject({
      for_each: "${var.clients}",
      value: "${aws_ssm_parameter.first[each.key].arn}",
    });
    expect(parameters.pair.value).toBe("${aws_ssm_parameter.first[each.value.client.key].arn}");
    expect(parameters.pair.for_each).toContain("for a, v in var.clients : { for b, w in var.ports");
  });

  it("cannot be asked for by an output, which is only one", () => {
    const build = (module: Module) => {
      const one = module.oneOf("client", module.variable("clients", map));
      const first = parameter(module, "first", one.value.string);
      module.output("arn", { value: first.arn, description: "Whose?" });
    };
    expect(() => written(build, "first")).toThrow(
      "aws_ssm_parameter.first is made for each client: which one is meant is not said.",
    );
  });

  it("is as many blocks of one resource, where it is given to a block", () => {
    const { main } = written((module) => {
      const one = module.blockOf("target", module.variable("targets", map));
      new EcsService(module.stack, "first", {
        name: "orders",
        loadBalancer: [
          { targetGroupArn: one.value.string, containerName: one.key.string, containerPort: 80 },
        ],
      });
    }, "first");
    expect(main.resource?.aws_ecs_service?.first).toEqual({
      name: "orders",
      dynamic: {
        load_balancer: {
          for_each: "${var.targets}",
          content: {
            target_group_arn: "${load_balancer.value}",
            container_name: "${load_balancer.key}",
            container_port: 80,
          },
        },
      },
    });
  });
});

describe("a rule that only Terraform can decide", () => {
  /** A parameter that is refused unless its value is short. */
  class Short extends Construct {
    constructor(scope: Construct, id: string, value: string, condition?: string) {
      super(scope, id);
      const inspection = new Inspection(this);
      inspection.require("someValue", value, short);
      const lifecycle = inspection.conclude();
      new SsmParameter(this, "Resource", {
        name: id,
        type: "String",
        value,
        description: condition,
        lifecycle,
      });
    }
  }
  const words = (given: string) => `is "${given}". Allowed: 1 to 3 characters. Fix: shorten it.`;

  it("about one variable is told at that variable, once, and no longer at the resources", () => {
    const build = (module: Module) => {
      const value = module.variable("some_value", text).string;
      new Short(module.stack, "first", value);
      new Short(module.stack, "second", value);
    };
    const { parameters, variables } = written(build, "first", "second");
    expect(variables.some_value?.validation).toEqual([
      {
        condition: '${can(regex("^.{1,3}$", var.some_value))}',
        error_message: `some_value ${words("${var.some_value}")}`,
      },
    ]);
    expect([parameters.first.lifecycle, parameters.second.lifecycle]).toEqual([undefined, undefined]);
  });

  it("is not told again where a resource is made only on a condition", () => {
    const build = (module: Module) => {
      const value = module.variable("some_value", text).string;
      module.onlyIf(new Short(module.stack, "first", value), module.variable("wanted", flag));
      new Short(module.stack, "second", value);
    };
    const { parameters, variables } = written(build, "first", "second");
    expect(variables.some_value?.validation).toHaveLength(1);
    expect([parameters.first.lifecycle, parameters.second.lifecycle]).toEqual([undefined, undefined]);
  });

  it("names the variable if it is called otherwise than the property", () => {
    const build = (module: Module) =>
      void new Short(module.stack, "first", module.variable("other", text).string);
    expect(written(build, "first").variables.other?.validation?.[0]?.error_message).toBe(
      `other: someValue ${words("${var.other}")}`,
    );
  });

  it.each<[string, (module: Module) => void]>([
    [
      "two variables",
      (module) => {
        const [one, other] = [module.variable("one", text), module.variable("other", text)];
        new Short(module.stack, "first", `${one.string}${other.string}`);
      },
    ],
    [
      "a resource",
      (module) => {
        const group = new AwsSecurityGroup(module.stack, "group", {
          vpcId: module.variable("vpc", text).string,
        });
        new Short(module.stack, "first", group.arn);
      },
    ],
    [
      "something that may not be made",
      (module) => {
        const value = module.variable("some_value", text).string;
        module.onlyIf(new Short(module.stack, "first", value), module.variable("wanted", flag));
      },
    ],
    [
      "each of many",
      (module) => {
        const one = module.oneOf("client", module.variable("clients", map));
        new Short(module.stack, "first", one.value.string);
      },
    ],
  ])("about %s stays where it is", (_, build) => {
    const { parameters, variables } = written(build, "first", "group");
    expect(parameters.first.lifecycle.precondition).toHaveLength(1);
    expect(parameters.first.lifecycle.precondition[0].error_message).toMatch(
      /^parameters\/first is refused: some_?[vV]alue is ".*"\. Allowed: 1 to 3 characters\. Fix: shorten it\.$/,
    );
    expect(Object.values(variables).filter(({ validation }) => validation)).toEqual([]);
  });

  it("is about all of many where what it stands at is made once", () => {
    const build = (module: Module) => {
      const one = module.oneOf("client", module.variable("clients", map));
      const inspection = new Inspection("parameters");
      inspection.require("clients", one.value.string, short);
      parameter(module, "once", "always", { lifecycle: inspection.conclude() });
    };
    const { parameters, variables } = written(build, "once");
    expect(parameters.once).toEqual({ name: "once", type: "String", value: "always" });
    expect(variables.clients?.validation).toEqual([
      {
        condition: '${alltrue([for k, v in var.clients : can(regex("^.{1,3}$", v))])}',
        error_message: `clients ${words('${join(", ", [for k, v in var.clients : v])}')}`,
      },
    ]);
  });

  it("lets a variable pass that may be left out and is", () => {
    const build = (module: Module) => {
      const value = module.variable("some_value", { ...text, default: null }).string;
      new Short(module.stack, "first", value);
    };
    const { variables } = written(build, "first");
    expect(variables.some_value).toMatchObject({ default: null, nullable: true });
    expect(variables.some_value?.validation?.[0]?.condition).toBe(
      '${var.some_value == null ? true : can(regex("^.{1,3}$", var.some_value))}',
    );
  });
});

describe("tags", () => {
  it("are the caller's, and those of the construct have the last word", () => {
    const build = (module: Module) => {
      module.variable("tags", map);
      parameter(module, "plain", "x", { tags: module.tags });
      parameter(module, "named", "x", { tags: { ...module.tags, Name: "orders" } });
    };
    const { parameters } = written(build, "plain", "named");
    expect(parameters.plain.tags).toBe("${var.tags}");
    expect(parameters.named.tags).toBe('${merge(var.tags, { "Name" = "orders" })}');
  });
});

describe("words", () => {
  it("are the names of variables in place of those of properties", () => {
    expect(withNamesOf(["allow_single_zone", "name"], "set allowSingleZone, or name")).toBe(
      "set allow_single_zone, or name",
    );
    expect(withNamesOf(["allow_single_zone"], "disallowSingleZone and allowSingleZones")).toBe(
      "disallowSingleZone and allowSingleZones",
    );
  });

  it("are not those of a language that the caller does not write", () => {
    expect(withNamesOf([], "connect directly: allowConnection({ from: clients, to: database })")).toBe(
      "connect directly, with a security-group rule at each end",
    );
    expect(withNamesOf([], "network.dnsSupport is false")).toBe("vpc.enable_dns_support is false");
  });
});

describe("a module that is not whole", () => {
  it("is refused for a resource without an address", () => {
    const build = (module: Module) => void parameter(module, "forgotten", "x");
    expect(() => written(build)).toThrow(
      /The module parameters has no address for forgotten.*Fix: choose one/s,
    );
  });

  it("is refused for two resources at one address", () => {
    const product = {
      name: "parameters",
      summary: "Parameters",
      addresses: { one: "this", other: "this" },
      build: (module: Module) => {
        parameter(module, "one", "x");
        parameter(module, "other", "y");
      },
    };
    expect(() => moduleFiles(product)).toThrow(
      /aws_ssm_parameter\.this belongs to both parameters\/one and parameters\/other/,
    );
  });
});
