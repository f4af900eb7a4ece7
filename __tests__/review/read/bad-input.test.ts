import { readInputs } from "../../../review/read/inputs";
import { folderWith } from "./fixtures";

async function refusal(content: string | Buffer, name = "input.json"): Promise<string> {
  const path = `${folderWith({ [name]: content })}/${name}`;
  const message = await readInputs([path]).then(
    () => "nothing was refused",
    (error: Error) => {
      expect(error.name).toBe("InputError");
      return error.message;
    },
  );
  return message.split(path).join("FILE");
}

test.each([
  ["an empty file", "", /^FILE: is empty\. Give a plan or state/],
  ["white space", " \n", /^FILE: is empty\./],
  [
    "half of a plan",
    '{"format_version": "1.2", "resource_ch',
    /^FILE: is JSON that ends early or is damaged/,
  ],
  ["a plan that is not shown", Buffer.from("PK\u0003\u0004xxxx"), /terraform show -json .* > plan\.json$/],
  ["the log of a plan", '{"@level":"info"}\n{"@level":"info"}', /is the log of terraform plan -json/],
  ["the raw state", '{"version": 4, "lineage": "x", "resources": []}', /terraform show -json prints of it/],
  ["schemas", '{"format_version": "1.0", "provider_schemas": {}}', /holds the schemas of providers/],
  ["a format of the future", '{"format_version": "2.0"}', /has the format version "2.0"/],
  ["a format that is no text", '{"format_version": 1}', /has the format version 1, and/],
  [
    "other JSON",
    '{"name": "x", "dependencies": {}}',
    /none of Terraform's \(its members: name, dependencies\)/,
  ],
  ["a list", "[]", /is JSON, but no object/],
  ["a text", "hello", /is neither JSON nor a folder/],
  ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47]), /is neither JSON nor a folder/],
])("%s is refused with the cure", async (_, content, expected) => {
  expect(await refusal(content)).toMatch(expected);
});

test("HCL that is none is refused with the parser's own words", async () => {
  expect(await refusal('resource "aws_vpc" {', "main.tf")).toMatch(
    /^FILE: is no HCL that can be read: [\s\S]*validate/,
  );
});

test("a file that is not there, and a folder with nothing in it", async () => {
  await expect(readInputs(["nowhere.json"])).rejects.toThrow("nowhere.json: is not there. Give");
  await expect(readInputs([folderWith({ "a.txt": "" })])).rejects.toThrow(
    "is a folder without configuration files",
  );
});

test("UTF-16, as PowerShell writes it, and byte order marks are read", async () => {
  const json = '{"resource": {"aws_vpc": {"v": {}}}}';
  for (const content of [Buffer.from(`\ufeff${json}`, "utf16le"), Buffer.from(`\ufeff${json}`, "utf8")]) {
    const { graph } = await readInputs([`${folderWith({ "a.tf.json": content, "b.json": content })}/b.json`]);
    expect(graph.at("aws_vpc.v")).toBeDefined();
  }
});

test("what refers to itself, in every way that can be written, ends", async () => {
  const { graph } = await readInputs([
    folderWith({
      "main.tf.json": {
        locals: { a: "${local.b}", b: "${local.a}" },
        module: { self: { source: "./", x: "${module.self.x}" } },
        output: { x: { value: "${module.self.x}" } },
        resource: {
          aws_vpc: {
            v: { cidr_block: "${aws_vpc.v.cidr_block}", tags: { x: "${local.a}", y: "${module.self.x}" } },
          },
          aws_subnet: { s: { for_each: "${aws_subnet.s}", vpc_id: "${aws_subnet.s.vpc_id}" } },
        },
      },
    }),
  ]);
  for (const resource of graph.resources)
    for (const name of ["cidr_block", "tags", "vpc_id"]) resource.get(name);
  expect(graph.at("aws_vpc.v")).toBeDefined();
});

test("names that are meant to do harm are names", async () => {
  const names = [
    "__proto__",
    "constructor",
    "toString",
    "<script>alert(1)</script>",
    "\u001b[31m",
    "a\"]['x",
  ];
  const vpcs = Object.fromEntries(
    names.map((name) => [name, { for_each: { __proto__x: 1 }, cidr_block: "10.0.0.0/16" }]),
  );
  const { graph } = await readInputs([`${folderWith({ "x.json": { resource: { aws_vpc: vpcs } } })}/x.json`]);
  expect(graph.ofType("aws_vpc").every((vpc) => vpc.get("cidr_block") === "10.0.0.0/16")).toBe(true);
  expect(graph.ofType("aws_vpc").length).toBeGreaterThanOrEqual(names.length - 1);
});
