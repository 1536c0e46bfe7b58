// A colour is chosen by eye beside the field in which it stands as #rrggbb; without this it is written there.
const picks = document.querySelector("[data-picks]"), field = document.getElementById(picks.dataset.picks);

function show() {
  if (/^#[0-9a-f]{6}$/i.test(field.value)) picks.value = field.value;
}

picks.hidden = false;
picks.addEventListener("input", () => {
  field.value = picks.value;
  field.dispatchEvent(new Event("input", { bubbles: true })); // how it would be seen is asked for, as when it is typed
});
field.addEventListener("input", show);
show();
