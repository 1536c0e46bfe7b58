// A reply that is about to leave counts down; until then `u` takes it back to the desk.
function tick() {
  for (const place of document.querySelectorAll("[data-leaves]")) {
    const left = Math.ceil((Date.parse(place.dataset.leaves) - Date.now()) / 1000);
    const words = left > 0 ? place.dataset.in.replace("{}", left) : place.dataset.now;
    if (place.textContent !== words) place.textContent = words;
    place.closest("article").toggleAttribute("data-leaving", left <= 0);
  }
}

let seen = new Set();

function look() { // a reply that has just been held is brought in sight
  const held = [...document.querySelectorAll("#thread .held")], ids = new Set(held.map((one) => one.id));
  held.findLast((one) => !seen.has(one.id))?.scrollIntoView({ block: "nearest" });
  seen = ids;
  tick();
}

setInterval(tick, 500);
document.addEventListener("htmx:after:swap", look);
look();

// What is taken back stands in the editor again, and hands go on there: the page that comes anew is told by its address.
document.addEventListener("submit", ({ target }) => {
  if (target.matches(".held [data-back]")) history.replaceState(history.state, "", "#reply_text");
}, true);

addEventListener("load", () => {
  const tab = location.hash === "#reply_text" && document.querySelector("#tab-reply");
  if (!tab) return;
  tab.closest("#reply").setAttribute("data-open", "");
  tab.click();
  history.replaceState(history.state, "", location.pathname + location.search); // said once
});
