/**
 * Availability Zones have an id, the same in every account (`euc1-az1`), and a name, which is another zone in
 * another account (`eu-central-1a`): https://docs.aws.amazon.com/ram/latest/userguide/working-with-az-ids.html
 */
// No Region has more than eight zones, and their numbers begin at 1.
const ZONE_ID = /^([a-z]{3,7}[0-9])-az([1-8])$/;
const ZONE_NAME = /^([a-z]{2,4}(?:-[a-z]+)+-[0-9])([a-h])$/;

const COMPASS: Readonly<Record<string, string>> = {
  north: "n",
  south: "s",
  east: "e",
  west: "w",
  central: "c",
  northeast: "ne",
  northwest: "nw",
  southeast: "se",
  southwest: "sw",
};

/** An Availability Zone, read from its id or its name. */
export interface Zone {
  /** What it was read from. */
  readonly form: "id" | "name";
  /** From 1 for `az1` and for `a` to 8. */
  readonly number: number;
  /** Whether it can be a zone of this Region. */
  isIn(region: string): boolean;
}

/** Reads a zone id like `euc1-az1` or a zone name like `eu-central-1a`; undefined if it is neither. */
export function readZone(text: string): Zone | undefined {
  const [, prefix, number] = ZONE_ID.exec(text) ?? [];
  if (prefix && number) {
    return { form: "id", number: Number(number), isIn: (region) => zoneIdPrefix(region) === prefix };
  }
  const [, region, letter] = ZONE_NAME.exec(text) ?? [];
  if (region && letter) {
    return {
      form: "name",
      number: letter.charCodeAt(0) - "a".charCodeAt(0) + 1,
      isIn: (other) => other === region,
    };
  }
  return undefined;
}

/**
 * How the zone ids of a Region begin: `eu-central-1` gives `euc1`, `us-gov-west-1` gives `usgw1`. The rule holds for
 * every Region in the table of https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
 */
export function zoneIdPrefix(region: string): string | undefined {
  const parts = region.split("-");
  const number = parts.pop();
  const compass = COMPASS[parts.pop() ?? ""];
  const [area = "", gov] = parts;
  if (!number || !compass || !area) return undefined;
  return `${area}${gov?.charAt(0) ?? ""}${compass}${number}`;
}
