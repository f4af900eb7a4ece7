/**
 * Terraform addresses that a person can read, and the refusal of two elements with one address.
 *
 * @module private-paths/addresses
 */
export { refuseDuplicateAddresses } from "./duplicate-addresses";
export { type NamingStack, nameFromPath, nameOfStack } from "./name-from-path";
export { readableAddress } from "./readable-address";
export { useReadableAddresses } from "./use-readable-addresses";
