/** To a question that what is known may not suffice to answer. */
export type Answer = "yes" | "no" | "unknown";

/** Whether all of them hold. None is asked for after a `no`. */
export function allOf<T>(items: Iterable<T>, ask: (item: T) => Answer): Answer {
  let answer: Answer = "yes";
  for (const item of items) {
    const one = ask(item);
    if (one === "no") return "no";
    if (one === "unknown") answer = "unknown";
  }
  return answer;
}

/** Whether one of them holds. None is asked for after a `yes`. */
export function oneOf<T>(items: Iterable<T>, ask: (item: T) => Answer): Answer {
  let answer: Answer = "no";
  for (const item of items) {
    const one = ask(item);
    if (one === "yes") return "yes";
    if (one === "unknown") answer = "unknown";
  }
  return answer;
}

export function not(answer: Answer): Answer {
  if (answer === "unknown") return "unknown";
  return answer === "yes" ? "no" : "yes";
}
