// A page of settings holds several forms, each saved by itself. What was typed into the others is brought back when the
// page comes anew, also after a sign-in that had run out; it is known in this tab only, and passwords and files nowhere.
const SHELF = "aspa:unsaved:", shelf = SHELF + document.documentElement.dataset.agent;
const FIELDS = "textarea, select, input:not([type=hidden], [type=password], [type=file], [type=submit], [autocomplete=one-time-code])";
const known = new WeakSet(), refused = new WeakSet();

const formsNow = () => [...document.querySelectorAll(".sheet form[method=post]:not([hx-post])")];
const where = (form) => form.getAttribute("action") ?? location.pathname;
const fieldsOf = (form) => [...form.elements].filter((field) => field.matches(FIELDS));
const isTicked = (field) => field.matches("[type=checkbox], [type=radio]");
const isSelect = (field) => field.matches("select");

function nameOf(form) { // several forms may lead to one place
  return `${where(form)} ${formsNow().filter((other) => where(other) === where(form)).indexOf(form)}`;
}

function valueOf(field) {
  if (isSelect(field)) return [...field.selectedOptions].map(({ value }) => value);
  return isTicked(field) ? field.checked : field.value;
}

function isChanged(field) {
  if (isTicked(field)) return field.checked !== field.defaultChecked;
  if (!isSelect(field)) return field.value !== field.defaultValue;
  const begun = [...field.options].filter(({ defaultSelected }) => defaultSelected);
  if (!begun.length && !field.multiple) begun.push(...[...field.options].slice(0, 1));
  return String(valueOf(field)) !== String(begun.map(({ value }) => value));
}

function put(field, value) {
  if (isSelect(field)) for (const option of field.options) option.selected = value.includes(option.value);
  else if (isTicked(field)) field.checked = value;
  else field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(shelf)) ?? {};
  } catch { return {}; }
}

function keep(form, isSent = false) {
  const isWhole = isSent || refused.has(form); // what a refused form holds was saved by nobody, changed since or not
  const values = fieldsOf(form).flatMap((field, at) => isWhole || isChanged(field) ? [[at, field.name, valueOf(field)]] : []);
  const { [nameOf(form)]: _gone, ...others } = kept();
  sessionStorage.setItem(shelf, JSON.stringify(values.length ? { ...others, [nameOf(form)]: { values, isSent } } : others));
  if (!isSent) show(form, values.length > 0);
}

function show(form, isUnsaved) {
  const note = form.querySelector(":scope > [data-unsaved]");
  if (note || !isUnsaved) return note?.toggleAttribute("hidden", !isUnsaved);
  form.append(document.querySelector("#unsaved").content.cloneNode(true));
}

function arrive() { // what was sent is saved where the page says so, and also where it led away from its form
  const isSaved = document.querySelector("[data-said]") !== null, here = new Set(formsNow().map(nameOf));
  const left = Object.entries(kept()).filter(([name, { isSent }]) => !isSent || (!isSaved && here.has(name)));
  sessionStorage.setItem(shelf, JSON.stringify(Object.fromEntries(left)));
  restore();
}

function restore() {
  const shelved = kept();
  for (const form of formsNow().filter((one) => !known.has(one))) {
    const { values = [], isSent } = shelved[nameOf(form)] ?? {}, fields = fieldsOf(form);
    known.add(form);
    if (isSent && form.querySelector("[aria-invalid=true], [role=alert]")) refused.add(form);
    else values.filter(([at, name]) => fields[at]?.name === name).forEach(([at, , value]) => put(fields[at], value));
    if (values.length) keep(form);
  }
}

const isOurs = (form) => formsNow().includes(form);
for (const kind of ["input", "change"]) {
  document.addEventListener(kind, ({ target: { form } }) => { if (isOurs(form)) keep(form); });
}
document.addEventListener("reset", ({ target: form }) => {
  refused.delete(form);
  if (isOurs(form)) setTimeout(() => fieldsOf(form).forEach((field) => put(field, valueOf(field))));
});
document.addEventListener("submit", ({ target: form }) => {
  if (isOurs(form)) keep(form, true);
  if (!form.matches("[data-forgets]")) return;
  Object.keys(sessionStorage).filter((key) => key.startsWith(SHELF)).forEach((key) => sessionStorage.removeItem(key));
});
document.addEventListener("htmx:after:swap", restore);
arrive();
