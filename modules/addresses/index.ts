/**
 * Terraform addresses that a person can read, and the refusal of two elements with one address.
 *
 * @module private-paths/addresses
 */
export { refuseDuplicateAddresses } from "./duplicate-addresses";
export { readableAddress } from "./readable-address";
