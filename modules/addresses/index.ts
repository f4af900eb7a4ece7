export { refuseDuplicateAddresses } from "./duplicate-addresses";
export { readableAddress } from "./readable-address";
