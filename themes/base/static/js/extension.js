// Inside Saleor's Dashboard. Messages go to its origin only, and are heard from there only. Their shapes are those of
// the package @saleor/app-sdk: an action carries an id, an event a payload.
(() => {
  "use strict";
  const page = document.documentElement;
  const dashboard = page.dataset.dashboard;
  if (!dashboard || window.parent === window) return;
  let actions = 0;
  const tell = (type, payload) => {
    actions += 1;
    window.parent.postMessage({ type, payload: { actionId: `kantha-${actions}`, ...payload } }, dashboard);
  };

  // Only pages of the menu are told the theme. They leave it here for the widgets, which come light.
  const remembered = "kantha.dashboard-theme";
  const known = (theme) => theme === "light" || theme === "dark";
  const remember = (theme) => {
    try { localStorage.setItem(remembered, theme); } catch { /* This browser keeps nothing for frames of another site. */ }
  };
  const recall = () => {
    try { return localStorage.getItem(remembered); } catch { return ""; }
  };

  // A widget's frame is as high as the widget says.
  if ("widget" in page.dataset) {
    const theme = recall();
    if (known(theme)) page.dataset.theme = theme;
    new ResizeObserver(() => tell("widgetResize", { height: Math.ceil(page.getBoundingClientRect().height) })).observe(page);
  }

  // The overview is given its token by message, and sends it in a form. The theme follows the token at once: wait for it.
  const form = document.querySelector("form[data-handshake]");
  let sent = false;
  window.addEventListener("message", (event) => {
    if (event.origin !== dashboard || event.source !== window.parent || !event.data || !event.data.payload) return;
    const { type, payload } = event.data;
    if (type === "theme" && known(payload.theme)) {
      page.dataset.theme = payload.theme;
      remember(payload.theme);
      if (form) form.elements.theme.value = payload.theme;
    }
    if (type === "handshake" && form && !sent && typeof payload.token === "string" && payload.token) {
      sent = true;
      form.elements.accessToken.value = payload.token;
      setTimeout(() => form.submit(), 60);
    }
  });
  if (form) tell("notifyReady", {});
})();
