// What was just done is brought into sight and under the cursor, so that it is read aloud; a button copies a field.
const said = document.querySelector("[data-said]");
const named = () => {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch { return ""; } // no name, whatever it is
};
const place = document.getElementById(named());
if (said?.matches(".said") && place) (place.closest(".panel") ?? place).before(said); // above what was changed, hiding nothing
addEventListener("load", () => { // until then the browser moves to the place that the address names, and takes the focus away
  said?.scrollIntoView({ block: "nearest" });
  said?.focus({ preventScroll: true });
});

document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-copies]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copies);
  field.select(); // where a page may not copy, it is chosen already
  const isCopied = await navigator.clipboard?.writeText(field.value).then(() => true, () => false) || document.execCommand("copy");
  if (isCopied) button.parentElement.querySelector("[role=status]").textContent = button.dataset.copied;
});
