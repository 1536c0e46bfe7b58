// Which sections beside a case are folded away; the server draws them so on the next case, and on this browser only.
const YEAR = 365 * 24 * 3600;
const NAME = "aspa_folded";

function folded() {
  const kept = document.cookie.split("; ").find((one) => one.startsWith(`${NAME}=`));
  return new Set(kept ? kept.slice(NAME.length + 1).split(".").filter(Boolean) : []);
}

// A toggle does not bubble, and a section that is drawn open tells of it too: then there is nothing to change.
document.addEventListener("toggle", ({ target }) => {
  if (!target.matches?.(".side[data-side]:not(.bare)")) return;
  const names = folded(), name = target.dataset.side;
  if (names.has(name) !== target.open) return;
  if (target.open) names.delete(name);
  else names.add(name);
  document.cookie = `${NAME}=${[...names].join(".")}; path=/; max-age=${YEAR}; samesite=lax`;
}, true);

// Whoever opens one of those that are empty wants to write into it: what they type next must not be taken for keys.
document.addEventListener("click", ({ target }) => {
  const side = target.closest(".side.bare > summary")?.parentElement;
  if (side && !side.open) setTimeout(() => side.querySelector("input:not([type=hidden]), select")?.focus());
});

// What was added stands in its section; the line that adds is empty again for the next, with the cursor where it was.
document.addEventListener("htmx:after:request", ({ detail }) => {
  const form = detail.ctx.sourceElement;
  if (form.matches("form.adds") && detail.ctx.response.status < 300) form.reset();
});

// A section that was empty when the page was drawn opens when something comes into it, as the server would draw it.
document.addEventListener("htmx:after:swap", () => {
  const names = folded();
  for (const one of document.querySelectorAll(".side[data-side]:not(.bare, [open])")) one.open = !names.has(one.dataset.side);
});
