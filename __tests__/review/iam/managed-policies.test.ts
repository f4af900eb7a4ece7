import { managedPolicy } from "../../../aws/managed-policies";
import { nameOfManagedPolicy } from "../../../review/iam/managed-policy";

describe("AWS's own policies", () => {
  it("name services and actions of them", () => {
    const names = ["AmazonECSTaskExecutionRolePolicy", "AmazonSSMManagedInstanceCore", "PowerUserAccess"];
    for (const name of names) {
      for (const { actions, notActions } of managedPolicy(name)?.statements ?? []) {
        for (const action of actions ?? notActions ?? []) expect(action).toMatch(/^[a-z0-9-]+:[A-Za-z*]+$/);
      }
    }
    expect(managedPolicy("AmazonECSTaskExecutionRolePolicy")?.statements[0]?.actions).toHaveLength(6);
  });

  it("are those that are listed, and no members of every object", () => {
    expect(managedPolicy("SomethingNew")).toBeUndefined();
    expect(managedPolicy("constructor")).toBeUndefined();
  });

  it.each([
    ["arn:aws:iam::aws:policy/AdministratorAccess", "AdministratorAccess"],
    ["arn:aws-us-gov:iam::aws:policy/service-role/AmazonEC2RoleforSSM", "AmazonEC2RoleforSSM"],
    ["arn:aws:iam::111122223333:policy/AdministratorAccess", undefined],
    ["AdministratorAccess", undefined],
  ])("%s is named %s", (arn, name) => {
    expect(nameOfManagedPolicy(arn)).toBe(name);
  });
});
