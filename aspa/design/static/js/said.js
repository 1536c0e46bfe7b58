// What was just done is brought into sight and under the cursor, so that it is read aloud; a button copies a field.
const said = document.querySelector("[data-said]");
const named = () => {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch { return ""; } // no name, whatever it is
};
const place = document.getElementById(named());
if (said?.matches(".said") && place) (place.closest(".panel") ?? place).before(said); // above what was changed, hiding nothing
// A form that came back says at its field what is wrong: far down a long page that would be out of sight.
const wrong = said ? null : [...document.querySelectorAll(".sheet :is([aria-invalid=true], form > .alert)")].find((one) => one.checkVisibility());
addEventListener("load", () => { // until then the browser moves to the place that the address names, and takes the focus away
  said?.scrollIntoView({ block: "nearest" });
  wrong?.scrollIntoView({ block: "center" });
  (said ?? wrong)?.focus({ preventScroll: true });
});

setTimeout(() => document.querySelector("[data-fades]")?.remove(), 8000); // what is seen on the page anyway

document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-copies]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copies);
  field.select(); // where a page may not copy, it is chosen already
  const isCopied = await navigator.clipboard?.writeText(field.value).then(() => true, () => false) || document.execCommand("copy");
  if (isCopied) button.parentElement.querySelector("[role=status]").textContent = button.dataset.copied;
});
