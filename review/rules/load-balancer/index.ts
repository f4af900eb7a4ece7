import type { ResourceRule } from "../rule";
import { listenerWellFormed } from "./listener-well-formed";

/** The rules of this folder about resources alone. */
export const LOAD_BALANCER_RULES: readonly ResourceRule[] = [listenerWellFormed];
