/**
 * The whole script of the page: filter, search, and hops of pictures that open what is known of them. It holds nothing of the
 * review, so that its hash is always the same.
 */
export const pageScript = `
"use strict";
const paths = [...document.querySelectorAll(".path")];
const controls = document.querySelector(".controls");

// A hop, and all that it is folded in.
function unfold(element) {
  for (let each = element; each; each = each.parentElement) {
    if (each.tagName === "DETAILS") each.open = true;
    if (each.classList.contains("path")) each.hidden = false;
  }
}
function unfoldTarget() {
  const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  if (!target) return;
  unfold(target);
  target.scrollIntoView({ block: "nearest" });
}
addEventListener("hashchange", unfoldTarget);
unfoldTarget();

document.addEventListener("click", (event) => {
  const mark = event.target.closest && event.target.closest("a.mark");
  if (!mark) return;
  event.preventDefault();
  const id = mark.getAttribute("href").slice(1);
  const hop = document.getElementById(id);
  unfold(hop);
  // The address of the page names the hop, and its style follows.
  if (location.hash === "#" + id) unfoldTarget();
  else location.hash = id;
  hop.querySelector("summary").focus({ preventScroll: true });
});
document.addEventListener("keydown", (event) => {
  const mark = event.key === " " && event.target.closest && event.target.closest("a.mark");
  if (!mark) return;
  event.preventDefault();
  mark.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
});

if (controls) {
  const search = controls.querySelector("[type=search]");
  const output = controls.querySelector("output");
  let texts;
  function show() {
    const verdict = controls.querySelector(":checked").value;
    const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
    if (words.length > 0 && !texts) texts = paths.map((path) => path.textContent.toLowerCase());
    let shown = 0;
    paths.forEach((path, index) => {
      const fits = (verdict === "all" || path.dataset.verdict === verdict) && words.every((word) => texts[index].includes(word));
      path.hidden = !fits;
      if (fits) shown++;
    });
    output.textContent = verdict === "all" && words.length === 0 ? "" : shown + " of " + paths.length + " shown";
  }
  let waiting;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 120);
  });
  controls.addEventListener("change", show);
  controls.addEventListener("submit", (event) => event.preventDefault());
  controls.hidden = false;
  // A browser keeps what was chosen when the page is loaded again.
  show();
}
`;
