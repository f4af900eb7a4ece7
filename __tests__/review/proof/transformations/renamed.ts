import type { Arguments, Configuration } from "../configuration";
import { anyOf, managedAddresses, mapTexts, type Transformation } from "./transformation";

/** All resources under other names, with hyphens and digits in them. */
export const renamed: Transformation = (configuration, random) => {
  const addresses = random.shuffled(managedAddresses(configuration));
  const names = new Map(
    addresses.map((address, number) => [
      address,
      `${address.split(".")[0]}.${random.chance(0.5) ? "x-" : "r_"}${number}`,
    ]),
  );
  const pattern = anyOf(addresses);
  const change = (text: string) => text.replace(pattern, (address) => names.get(address) ?? address);
  const copy = mapTexts(configuration, change) as Configuration;
  copy.resource = Object.fromEntries(
    Object.entries(copy.resource).map(([type, named]) => [
      type,
      Object.fromEntries(
        Object.entries(named).map(([name, values]): [string, Arguments] => [
          names.get(`${type}.${name}`)?.split(".")[1] as string,
          values,
        ]),
      ),
    ]),
  );
  return { folders: { ".": copy }, renamed: change };
};
