import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { TerraformVariable } from "cdktf";
import { LogGroup, type LogGroupProps } from "../../modules/logs";
import { refusalOf, resource, synthesize, type TestStack } from "../synthesis";

const ARN = "arn:aws:logs:eu-central-1:111122223333:log-group:/ecs/orders";

const group = (props: LogGroupProps) => (stack: TestStack) => void new LogGroup(stack, "group", props);

describe("a log group", () => {
  it("keeps records for 30 days, unless told otherwise", () => {
    expect(resource(synthesize(group({ name: "/ecs/orders" })), CloudwatchLogGroup, "group")).toEqual({
      name: "/ecs/orders",
      retention_in_days: 30,
      tags: { Name: "/ecs/orders" },
    });
    const all = group({
      name: "orders",
      path: "/ecs/",
      retentionInDays: 365,
      kmsKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/1",
      tags: { Team: "orders" },
    });
    expect(resource(synthesize(all), CloudwatchLogGroup, "group")).toEqual({
      name: "/ecs/orders",
      retention_in_days: 365,
      kms_key_id: "arn:aws:kms:eu-central-1:111122223333:key/1",
      tags: { Team: "orders", Name: "/ecs/orders" },
    });
  });

  it("has a tag of its name as far as tags take it", () => {
    const name = `#${"x".repeat(300)}`;
    const { tags } = resource(synthesize(group({ name })), CloudwatchLogGroup, "group");
    expect(tags).toEqual({ Name: `-${"x".repeat(255)}` });
  });

  it("of a name or a retention that CloudWatch does not take is refused, both at once", () => {
    const refusal = refusalOf(group({ name: "orders service", retentionInDays: 42 }));
    expect(refusal.faults.map(({ input }) => input)).toEqual(["name", "retentionInDays"]);
  });

  it("has room for its path", () => {
    const longest = { name: "x".repeat(507), path: "/ecs/" };
    expect(resource(synthesize(group(longest)), CloudwatchLogGroup, "group").name).toHaveLength(512);
    const longer = refusalOf(group({ ...longest, name: "x".repeat(508) }));
    expect(longer.message).toContain("Allowed: 1 to 507 letters");
  });

  it("of a name that another one has is refused, however the name is put together", () => {
    const refusal = refusalOf((stack) => {
      new LogGroup(stack, "one", { name: "/ecs/orders" });
      new LogGroup(stack, "two", { name: "orders", path: "/ecs/" });
    });
    expect(refusal.message).toContain("stack/two is refused");
    expect(refusal.message).toContain("a name that stack/one does not have");
  });

  it("leaves a name of a variable to Terraform, in the same words", () => {
    const json = synthesize((stack) => {
      new LogGroup(stack, "group", {
        name: new TerraformVariable(stack, "name", { type: "string" }).stringValue,
      });
    });
    const [precondition] = resource(json, CloudwatchLogGroup, "group").lifecycle.precondition;
    const [fault] = refusalOf(group({ name: "" })).faults;
    expect(precondition.error_message).toBe(
      `stack/group is refused: name is "\${var.name}". Allowed: ${fault?.allowed}. Fix: ${fault?.fix}.`,
    );
  });

  it("that exists is known by its ARN, without the end that means its streams", () => {
    const existing = LogGroup.fromAttributes({ logGroupArn: `${ARN}:*`, logGroupName: "/ecs/orders" });
    expect(existing).toEqual({ logGroupArn: ARN, logGroupName: "/ecs/orders" });
    expect(LogGroup.fromAttributes({ logGroupArn: `${ARN}:*` })).toEqual(existing);
    expect(() =>
      LogGroup.fromAttributes({ logGroupArn: "/ecs/orders", logGroupName: "/ecs/orders" }),
    ).toThrow('logGroupArn is "/ecs/orders". Allowed: the ARN of a CloudWatch log group');
  });

  it("that exists must say its name where only Terraform knows the ARN", () => {
    synthesize((stack) => {
      const logGroupArn = new TerraformVariable(stack, "arn", { type: "string" }).stringValue;
      expect(() => LogGroup.fromAttributes({ logGroupArn })).toThrow("logGroupName is missing");
      const known = { logGroupArn, logGroupName: "/ecs/orders" };
      expect(LogGroup.fromAttributes(known)).toEqual(known);
    });
  });
});
