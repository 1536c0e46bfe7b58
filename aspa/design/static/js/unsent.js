// An answer that could not be sent says so, also when its case is no longer on the screen.
document.addEventListener("htmx:before:swap", (event) => { // the form must not come back in another case
  const { sourceElement: form, response } = event.detail.ctx ?? {};
  if (![409, 422].includes(response?.status) || form?.isConnected !== false || !form.closest("[data-case]")) return;
  event.preventDefault();
  const notice = document.querySelector("#notice"), link = document.createElement("a");
  const number = form.closest("[data-case]").dataset.case;
  link.href = `/cases/${number}/`;
  link.textContent = `#${number}`;
  notice?.replaceChildren(document.querySelector("#left").content.cloneNode(true), link);
});
document.addEventListener("htmx:error", ({ detail }) => {
  const notice = document.querySelector("#notice"), words = document.querySelector("#unsent");
  if (notice && detail.ctx?.sourceElement.matches("form")) notice.replaceChildren(words.content.cloneNode(true));
});
