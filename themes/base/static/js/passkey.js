// Passkeys at the dashboard: asks the browser, and puts its answer into the form. Source: WebAuthn Level 3, 5.1.
(() => {
  "use strict";

  const decode = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
  const encode = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const read = (options) => {
    const key = { ...options, challenge: decode(options.challenge) };
    if (key.user) key.user = { ...key.user, id: decode(key.user.id) };
    for (const list of ["excludeCredentials", "allowCredentials"]) {
      if (key[list]) key[list] = key[list].map((one) => ({ ...one, id: decode(one.id) }));
    }
    return key;
  };

  const write = (credential) => {
    const response = {};
    for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[part]) response[part] = encode(credential.response[part]);
    }
    const { id, type } = credential;
    return { id, rawId: encode(credential.rawId), type, response, clientExtensionResults: credential.getClientExtensionResults() };
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (!window.PublicKeyCredential) continue;
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const trouble = form.querySelector("[data-passkey-trouble]");
      trouble.hidden = true;
      try {
        const options = JSON.parse(document.getElementById("passkey-options").textContent);
        const publicKey = read(options.publicKey);
        const credential = await navigator.credentials[form.dataset.passkey]({ publicKey });
        form.elements.passkey.value = JSON.stringify(write(credential));
        form.submit();
      } catch {
        trouble.hidden = false;
      }
    });
  }
})();
