export { numberText } from "./number-text";
