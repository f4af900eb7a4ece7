import fc from "fast-check";
import { theContainer } from "../../../review/ecs/container";
import { containersOf } from "../../../review/ecs/containers";
import { driverOf, optionOf } from "../../../review/ecs/log-configuration";
import { Unknown } from "../../../review/graph/value";
import { at, container, definition, graphOf, IMAGE, ref } from "./configuration";

const read = (text: unknown) => {
  const graph = graphOf({
    aws_ecs_task_definition: { web: { family: "web", container_definitions: text as string } },
  });
  return containersOf(graph, at(graph, "aws_ecs_task_definition.web"));
};

test("reads names, ports, secrets and log options from a JSON text", () => {
  const { containers, complete } = read(
    JSON.stringify([
      container({
        secrets: [{ name: "KEY", valueFrom: "arn:aws:ssm:eu-central-1:111122223333:parameter/key" }],
      }),
    ]),
  );
  expect(complete).toBe(true);
  const [web] = containers;
  expect(web).toMatchObject({ label: "web", name: "web", image: IMAGE, index: 0 });
  expect(web?.portMappings.items).toMatchObject([{ containerPort: 8000 }]);
  expect(web?.secrets.items).toMatchObject([{ name: "KEY" }]);
});

test("reads what jsonencode makes, with holes in it", () => {
  const { containers } = read(
    '${jsonencode([{ name = "web", image = "${var.given}:1", portMappings = [{ containerPort = "8000" }], logConfiguration = { logDriver = "awslogs", options = { "awslogs-group" = "g" } } }])}',
  );
  expect(containers[0]?.portMappings.items[0]?.containerPort).toBe(8000);
  const log = containers[0]?.logConfiguration;
  if (log === undefined || log instanceof Unknown) throw new Error("no log configuration");
  expect(driverOf(log)).toBe("awslogs");
  expect(optionOf(log, "awslogs-group")).toBe("g");
});

test("members are read whatever their case, as Go does it", () => {
  expect(read('[{"Name":"web","IMAGE":"nginx"}]').containers[0]).toMatchObject({
    name: "web",
    image: "nginx",
  });
});

test.each([
  ["a file that is not read", '${file("containers.json")}'],
  ["a variable without a value", "${var.given}"],
  ["a text that is no JSON", "[{"],
  ["an object", "{}"],
])("%s leaves the containers unknown", (_, text) => {
  const { containers, complete } = read(text);
  expect(containers).toEqual([]);
  expect(complete).toBeInstanceOf(Unknown);
});

test("a definition that is only looked up has unknown containers", () => {
  const graph = graphOf({}, { aws_ecs_task_definition: { web: { task_definition: "web" } } });
  expect(containersOf(graph, at(graph, "data.aws_ecs_task_definition.web")).complete).toBeInstanceOf(Unknown);
});

test("a list with a hole for an element is known but for that one", () => {
  const { containers, complete } = read('${jsonencode([{ name = "web", image = "nginx" }, var.given])}');
  expect(containers.map(({ label }) => label)).toEqual(["web"]);
  expect(complete).toBeInstanceOf(Unknown);
});

test("no JSON makes it fail", () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), (json) => {
      const graph = graphOf({
        aws_ecs_task_definition: {
          web: definition([], { container_definitions: json.replaceAll("${", "$").replaceAll("%{", "%") }),
        },
      });
      const { containers } = containersOf(graph, at(graph, "aws_ecs_task_definition.web"));
      for (const one of containers) expect(typeof one.label).toBe("string");
    }),
  );
});

test("a container without a name that is known is called by its place", () => {
  const { containers } = read(JSON.stringify([container(), container({ name: "${var.given}" })]));
  expect(containers.map(({ label }) => theContainer(label))).toEqual(["the container web", "containers[1]"]);
});

test("references stay references", () => {
  const { containers } = read(
    JSON.stringify([container({ image: ref("aws_ecr_repository.web", "repository_url") })]),
  );
  expect(containers[0]?.label).toBe("web");
});
