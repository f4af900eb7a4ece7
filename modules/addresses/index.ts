export { refuseDuplicateAddresses } from "./duplicate-addresses";
export { readableAddress } from "./readable-address";
export { useReadableAddresses } from "./use-readable-addresses";
