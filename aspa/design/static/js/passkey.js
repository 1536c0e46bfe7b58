// Passkeys: a form with `data-passkey` asks the browser for one and sends what it gives. `data-options` are those of the
// server, or an address to ask for them.

const optionsOf = async (form) => {
  const given = form.dataset.options;
  if (!given.startsWith("/")) return JSON.parse(given);
  const answer = await fetch(given, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`passkey options: ${answer.status}`);
  return (await answer.json()).request_options;
};

const create = (options, form) => {
  const chosen = options.authenticatorSelection ?? {};
  const alone = form.elements.passwordless?.checked ?? false;
  const wanted = { ...chosen, residentKey: alone ? "required" : "discouraged", requireResidentKey: alone };
  if (alone) wanted.userVerification = "required";
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON({ ...options, authenticatorSelection: wanted });
  return navigator.credentials.create({ publicKey });
};

const get = (options) =>
  navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-passkey]");
  if (!form || form.elements.credential.value) return;
  event.preventDefault();
  const wrong = form.querySelector("[role=alert][hidden], [data-wrong]");
  try {
    const { publicKey } = await optionsOf(form);
    const key = await (form.dataset.passkey === "create" ? create(publicKey, form) : get(publicKey));
    form.elements.credential.value = JSON.stringify(key.toJSON());
    form.submit();
  } catch (trouble) {
    wrong.hidden = false;
    wrong.dataset.wrong = trouble.name;
  }
});
