// Hands are sometimes quicker than htmx, which begins to listen a moment after a page or a part of it can be seen:
// what is pressed then is made known to it first, or a form would be sent as a page of its own.
const LISTENS = "form, button, a, input, select, summary, [data-htmx-powered]";
const early = ({ target }) => window.htmx?.process(target.closest?.(LISTENS));
for (const kind of ["click", "submit", "change", "focusin"]) document.addEventListener(kind, early, true);
