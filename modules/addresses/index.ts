export { refuseDuplicateAddresses } from "./duplicate-addresses";
export { type NamingStack, nameFromPath, nameOfStack } from "./name-from-path";
export { readableAddress } from "./readable-address";
export { useReadableAddresses } from "./use-readable-addresses";
