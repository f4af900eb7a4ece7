import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import {
  type App,
  Aspects,
  type IAspect,
  Lazy,
  LocalBackend,
  TerraformLocal,
  TerraformOutput,
  TerraformStack,
  Testing,
} from "cdktf";
import type { IConstruct } from "constructs";
import { OnceResolvedStack } from "../../faster-synthesis/once-resolved-stack";
import { testApp } from "../synthesis";

class Ours extends OnceResolvedStack {}

type StackClass = new (app: App, id: string) => TerraformStack;

/** Two stacks, one of which takes something from the other, with everything that cdktf merges in a way of its own. */
function build(app: App, Stack: StackClass): [TerraformStack, TerraformStack] {
  const stacks = ["giving", "taking"].map((id) => {
    const stack = new Stack(app, id);
    new LocalBackend(stack, { path: `${id}.tfstate` });
    new AwsProvider(stack, "aws", { region: "eu-central-1" });
    new AwsProvider(stack, "other", { region: "eu-west-1", alias: "other" });
    stack.addOverride("terraform.required_version", ">= 1.5.0");
    stack.addOverride("resource.aws_cloudwatch_log_group.overridden.retention_in_days", 7);
    return stack;
  }) as [TerraformStack, TerraformStack];
  const [giving, taking] = stacks;
  const group = new CloudwatchLogGroup(giving, "group", {
    name: Lazy.stringValue({ produce: () => "late" }),
    tags: { "${key}": "100%{escaped}" },
  });
  const overridden = new CloudwatchLogGroup(giving, "overridden", { name: `${group.name}-2` });
  overridden.overrideLogicalId("overridden");
  new TerraformLocal(taking, "local", { names: [group.name, group.arn], nothing: undefined, none: null });
  new TerraformOutput(taking, "output", { value: group.arn });
  return stacks;
}

function synthesized(
  Stack: StackClass,
  change?: (stacks: [TerraformStack, TerraformStack]) => void,
): string[] {
  const app = testApp();
  const stacks = build(app, Stack);
  change?.(stacks);
  app.synth();
  return stacks.map(({ node }) =>
    readFileSync(join(app.outdir, "stacks", node.id, "cdk.tf.json"), "utf8").replaceAll(app.outdir, ""),
  );
}

const retention: IAspect = {
  visit(node: IConstruct) {
    if (node instanceof CloudwatchLogGroup) node.retentionInDays = 3;
  },
};

test("a stack resolved once is written as cdktf writes it", () => {
  const theirs = synthesized(TerraformStack);
  expect(theirs[1]).toContain("data.terraform_remote_state.");
  expect(synthesized(Ours)).toEqual(theirs);
});

test("what an aspect changes after the first resolution is written", () => {
  const change = ([giving]: [TerraformStack, TerraformStack]) => Aspects.of(giving).add(retention);
  const ours = synthesized(Ours, change);
  expect(JSON.parse(ours[0] as string).resource.aws_cloudwatch_log_group.group.retention_in_days).toBe(3);
  expect(ours).toEqual(synthesized(TerraformStack, change));
});

test("what is changed between two syntheses is written by the second", () => {
  const app = testApp();
  const [giving] = build(app, Ours);
  app.synth();
  new CloudwatchLogGroup(giving, "later", { name: "later" });
  const before = JSON.parse(Testing.synth(giving));
  expect(Object.keys(before.resource.aws_cloudwatch_log_group)).toContain("later");
  (giving.node.findChild("later") as CloudwatchLogGroup).name = "renamed";
  expect(JSON.parse(Testing.synth(giving)).resource.aws_cloudwatch_log_group.later.name).toBe("renamed");
});
