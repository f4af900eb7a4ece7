import { ZONES_WITHOUT_LATTICE } from "../aws/lattice";
import { readZone } from "../aws/zones";
import { environmentNamed, environmentNames } from "../environments";
import { Ipv4Block } from "../modules/network/ipv4-block";

describe("an environment", () => {
  it("is the first one if none is named", () => {
    expect(environmentNames[0]).toBe("development");
    expect(environmentNamed(undefined).name).toBe("development");
    expect(environmentNamed("").name).toBe("development");
  });

  it("is found by its name", () => {
    expect(environmentNamed("production").name).toBe("production");
    expect(environmentNames).toEqual([...new Set(environmentNames)]);
  });

  it("that does not exist is answered with those that do, and the cure", () => {
    expect(() => environmentNamed("staging")).toThrow(
      'There is no environment named "staging". Known: development, production. ' +
        "Choose one of them, or add yours to environments.ts.",
    );
  });

  it("of production keeps its databases from deletion, and its state where others find it", () => {
    expect(environmentNamed("production")).toMatchObject({
      deletionProtection: true,
      stateBackend: { kind: "s3" },
    });
  });
});

describe.each(environmentNames)("the environment %s", (name) => {
  const { region, zones, cidrBlocks, accounts, offer } = environmentNamed(name);

  it("has a name that fits into AWS names", () => {
    expect(name).toMatch(/^[a-z][a-z0-9-]{0,11}$/);
  });

  it("has two zones or more, all of its Region, all with VPC Lattice, and by their ids", () => {
    expect(new Set(zones).size).toBeGreaterThanOrEqual(2);
    expect(zones.filter((zone) => readZone(zone)?.isIn(region) !== true)).toEqual([]);
    expect(zones.filter((zone) => readZone(zone)?.form !== "id")).toEqual([]);
    expect(zones.filter((zone) => ZONES_WITHOUT_LATTICE.has(zone))).toEqual([]);
  });

  it("has networks that do not overlap", () => {
    const blocks = Object.values(cidrBlocks).map((text) => Ipv4Block.read(text));
    expect(blocks).toHaveLength(4);
    for (const [index, block] of blocks.entries()) {
      expect(block).toBeDefined();
      const others = blocks.filter((_, other) => other !== index);
      expect(others.some((other) => other && block?.overlaps(other))).toBe(false);
    }
  });

  it("has an offer from its own provider account, in its Region, to another account", () => {
    expect(offer.resourceConfigurationArn).toMatch(
      new RegExp(`^arn:aws:vpc-lattice:${region}:${accounts.provider}:resourceconfiguration/rcfg-`),
    );
    expect(offer.resourceShareArn).toMatch(
      new RegExp(`^arn:aws:ram:${region}:${accounts.provider}:resource-share/`),
    );
    expect(accounts.provider).toMatch(/^\d{12}$/);
    expect(accounts.consumer).toMatch(/^\d{12}$/);
    expect(accounts.consumer).not.toBe(accounts.provider);
  });
});
