// Many cases at once where nothing hovers: a button makes each row one that a touch chooses, until it is pressed again.
const page = document.documentElement, isChoosing = () => page.hasAttribute("data-choosing");
const show = () => document.querySelector("[data-chooses]")?.setAttribute("aria-pressed", String(isChoosing()));

function turn(isOn) {
  page.toggleAttribute("data-choosing", isOn);
  show();
}

document.addEventListener("click", (event) => { // before the row opens its case
  const { target } = event, row = isChoosing() && target.closest(".case-row")?.closest("[data-number]");
  if (target.closest("[data-clears]")) turn(false);
  if (target.closest("[data-chooses]")) {
    if (isChoosing()) document.querySelector("#sweep [data-clears]").click();
    else turn(true);
  }
  if (!row) return;
  event.preventDefault();
  event.stopPropagation();
  row.querySelector(".pick").click(); // which is what chooses it (`choose.js`)
}, true);
document.addEventListener("htmx:after:request", ({ detail }) => {
  if (detail.ctx.sourceElement.id === "sweep" && detail.ctx.response.status < 300) turn(false);
});
document.addEventListener("htmx:after:swap", show); // the list may have been drawn anew
