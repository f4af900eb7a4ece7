export { expressionOf } from "./expression";
export { numberText } from "./number-text";
