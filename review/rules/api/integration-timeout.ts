import { follow } from "../../network/look-up";
import { readPort } from "../../network/ports";
import { type Judgement, warning } from "../../verdict";
import type { Rule } from "../rule";
import type { IntegrationWay } from "./integration-way";

/** In milliseconds: https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html */
const LONGEST = 29_000;

export const integrationTimeout: Rule<IntegrationWay> = {
  id: "API-11",
  title: "The timeout of the integration is within the quota",
  check: ({ entries }) =>
    entries.flatMap(({ integration: { at, label, timeout }, by }): Judgement[] => {
      const given = by === "uri" ? readPort(follow(timeout)) : undefined;
      if (typeof given !== "number" || given <= LONGEST) return [];
      return [
        warning({
          at,
          found: `the timeout of ${label} is ${given} ms`,
          needed: `at most ${LONGEST} ms, unless the quota of the account was raised`,
          why: "AWS refuses a longer timeout unless the quota is raised, which only Regional and private REST APIs can have.",
          fix: `timeout_milliseconds = ${LONGEST}`,
        }),
      ];
    }),
};
