// Every page of the studio: whose phone this is now, what waits on it, signing out, and the service worker.
(() => {
  "use strict";

  const { store, outbox, say, make, button } = Studio;
  const { mark, share, ends, offline } = document.body.dataset;

  // The bar at the foot: how much waits on this phone.
  const showWaiting = async () => {
    const bar = document.querySelector("[data-waiting]");
    if (!bar || document.querySelector("[data-waits]")) return;
    const count = store.available && (await store.owner()) ? (await store.readDrafts()).length : 0;
    bar.hidden = count === 0;
    bar.replaceChildren(make("a", { href: offline }, say("waiting", { count })));
  };

  // Signing out deletes everything on the phone: it says so first, if anything would be lost.
  const guardLeaving = (form) => {
    const leave = async () => {
      await store.wipe();
      form.removeAttribute("data-leave");
      form.submit();
    };
    form.addEventListener("submit", async (event) => {
      if (!store.available || !form.hasAttribute("data-leave")) return;
      event.preventDefault();
      const count = await store.countAll().catch(() => 0);
      if (!count) return void leave();
      const warning = document.querySelector("[data-leave-warning]");
      const send = async () => { await outbox.sendQuietly(); form.requestSubmit(); };
      const stay = () => { warning.hidden = true; };
      warning.replaceChildren(
        make("p", {}, make("strong", {}, say("leave", { count }))),
        make("p", { class: "cluster" }, button("send_now", send, ""), button("stay", stay), button("leave_anyway", leave, "button--bad")),
      );
      warning.hidden = false;
      warning.focus();
    });
  };

  // One worker for each language's pages, so that the language can be changed without a network.
  const register = async () => {
    if (!("serviceWorker" in navigator)) return;
    const prefixes = ["", "/hi", "/km"];
    const own = Studio.language === "en" ? "" : `/${Studio.language}`;
    for (const prefix of [own, ...prefixes.filter((one) => one !== own)]) {
      const scope = `${prefix}/studio/`;
      await navigator.serviceWorker.register(`${scope}worker.js`, { scope }).catch(() => undefined);
    }
  };

  const start = async () => {
    for (const form of document.querySelectorAll("form[data-leave]")) guardLeaving(form);
    for (const place of document.querySelectorAll("[data-unsafe]")) place.hidden = store.available;
    if (store.available && mark) await store.signIn({ mark, share, ends });
    // A page that asks to sign in: whoever comes next, the last person's drafts are closed first.
    else if (store.available && !document.querySelector("[data-waits]")) await store.hold();
    document.dispatchEvent(new CustomEvent("studio:ready"));
    outbox.listen(showWaiting);
    await showWaiting();
    if (store.available && (mark || document.querySelector("[data-waits]")) && navigator.onLine) await outbox.sendQuietly();
  };

  window.addEventListener("online", () => outbox.sendQuietly());
  window.addEventListener("load", register);
  start().catch(() => document.dispatchEvent(new CustomEvent("studio:ready")));
})();
