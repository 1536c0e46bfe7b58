// A step of a case opens under its head from the menu: the menu closes, the step takes the cursor, and gives it back.
const step = () => document.querySelector("#step");
const menu = () => document.querySelector("#more-menu");

function leave() {
  step().replaceChildren();
  menu()?.querySelector("summary").focus();
}

document.addEventListener("htmx:after:swap", ({ detail }) => {
  if (detail.ctx.target !== step() || !step()?.firstElementChild) return;
  document.querySelectorAll("#case details.menu[open]").forEach((one) => { one.open = false; });
  const wrong = step().querySelector("[aria-invalid=true]");
  const first = step().querySelector("[autofocus]");
  (wrong ?? first ?? step().querySelector("#step-title")).focus();
  step().scrollIntoView({ block: "nearest" });
});

document.addEventListener("click", (event) => {
  const out = event.target.closest("#step [data-out]");
  if (!out) return;
  event.preventDefault();
  leave();
});

// Before other keys: Escape leaves the step first, then whatever it would leave otherwise.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || !event.target.closest("#step")) return;
  event.preventDefault();
  leave();
}, true);

// What was done from here is on the case now, which is shown without the step.
document.addEventListener("htmx:after:request", ({ detail }) => {
  const form = detail.ctx.sourceElement;
  if (form.matches("#step form[method=post]") && detail.ctx.response.status < 300) step().replaceChildren();
});

// A menu that is open is walked through with the arrows.
document.addEventListener("keydown", (event) => {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const open = event.target.closest("details.menu[open]");
  if (!by || !open) return;
  const all = [...open.querySelectorAll("a, button:not([disabled])")];
  all[(all.indexOf(event.target) + by + all.length) % all.length]?.focus();
  event.preventDefault();
});
