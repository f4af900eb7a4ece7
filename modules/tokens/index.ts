export { asExpression } from "./as-expression";
export { beginningOf } from "./beginning";
export { expressionOf, piecesOf } from "./expression";
export { numberText } from "./number-text";
export { operandOf } from "./operand";
export { upperCase } from "./upper-case";
