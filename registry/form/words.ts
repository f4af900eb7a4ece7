/** `allowSingleZone`, as the constructs have it, for `allow_single_zone`. */
function inCamelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** What the constructs' messages say in the words of their own language. */
const OTHER_WORDS: readonly (readonly [of: RegExp, inHcl: string])[] = [
  [/\bnetwork\.dnsSupport\b/g, "vpc.enable_dns_support"],
  [/\bnetwork\.dnsHostnames\b/g, "vpc.enable_dns_hostnames"],
  [/\bleave exec out\b/g, "leave enable_execute_command out"],
  [/\bretentionInDays\b/g, "log_retention_in_days"],
  [/: allowConnection\(\{[^}]*\}\)/g, ", with a security-group rule at each end"],
];

/** No cure where a module cannot be told. */
const SINGLE_ZONE = ", or set allowSingleZone to accept that the loss of the zone cuts the path";

/** Messages name properties of constructs; here they name the variables that stand for them. */
export function withNamesOf(variables: readonly string[], text: string): string {
  const cure = variables.includes("allow_single_zone") ? text : text.replace(SINGLE_ZONE, "");
  const said = OTHER_WORDS.reduce((words, [of, inHcl]) => words.replace(of, inHcl), cure);
  return variables
    .filter((name) => name.includes("_"))
    .reduce((words, name) => words.replace(new RegExp(`\\b${inCamelCase(name)}\\b`, "g"), name), said);
}

/** The other way round; of a path, its last part: `definition.ipAddressType` is `ip_address_type`. */
export function inSnakeCase(property: string): string {
  return property.replace(/^.*\./, "").replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
