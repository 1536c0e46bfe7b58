// One thing to write at a time: the answer, a memo, or another time.
function choose(tab, { isFocused = true } = {}) {
  for (const other of tab.closest("[role=tablist]").querySelectorAll("[role=tab]")) {
    const isChosen = other === tab;
    other.setAttribute("aria-selected", String(isChosen));
    other.tabIndex = isChosen ? 0 : -1;
    document.getElementById(other.getAttribute("aria-controls"))?.toggleAttribute("data-waits", !isChosen);
  }
  if (isFocused) write(document.getElementById(tab.getAttribute("aria-controls")));
}

function write(panel) {
  const field = panel?.querySelector("textarea");
  if (!field) return;
  const gap = field.value.indexOf("\n\n\n");
  if (field.value === field.defaultValue && gap > 0) field.setSelectionRange(gap + 2, gap + 2);
  // After the key that got here has done its work, or it would be typed into the field.
  setTimeout(() => field.focus());
}

document.addEventListener("click", ({ target }) => {
  const tab = target.closest("[role=tab]");
  if (tab) choose(tab);
});

document.addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const tab = event.target.closest("[role=tab]");
  if (!step || !tab) return;
  const tabs = [...tab.parentElement.querySelectorAll("[role=tab]")];
  const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
  choose(next, { isFocused: false });
  next.focus();
});
