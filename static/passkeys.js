// Asks the browser for a passkey or its proof, and sends its answer with the form.

const decode = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const encode = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)))
  .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

/** The server's options, with bytes where browsers want bytes. */
function read(text) {
  const options = JSON.parse(text);
  options.challenge = decode(options.challenge);
  (options.allowCredentials ?? options.excludeCredentials).forEach((one) => { one.id = decode(one.id); });
  if (options.user) options.user.id = decode(options.user.id);
  return options;
}

const PARTS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];

/** The browser's answer, as the server reads it. */
function write({ rawId, response }) {
  const sent = { transports: response.getTransports?.() };
  for (const part of PARTS) if (response[part]) sent[part] = encode(response[part]);
  return JSON.stringify({ rawId: encode(rawId), response: sent });
}

function enhance(form) {
  const says = form.querySelector("[data-refused]");
  const verb = form.dataset.passkey === "register" ? "create" : "get";
  let isBusy = false;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isBusy) return;
    isBusy = true;
    says.textContent = "";
    try {
      const publicKey = read(form.dataset.options);
      form.querySelector("[data-answer]").value = write(await navigator.credentials[verb]({ publicKey }));
      form.submit();
    } catch (error) {
      says.textContent = (error.name === "InvalidStateError" && says.dataset.known) || says.dataset.refused;
    } finally {
      isBusy = false;
    }
  });
}

if (window.PublicKeyCredential) {
  document.querySelectorAll("form[data-passkey]").forEach(enhance);
  document.querySelectorAll("[data-without-passkeys]").forEach((part) => { part.hidden = true; });
}
